import { MultiSelect, Select } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/api/api";
import { classLook, type ClassMeasure } from "@/ui/chart/class-look";
import { useLook, type Look } from "@/ui/chart/use-look";
import { RuleHostProvider, type PickProps, type RuleHost } from "@/ui/rule-editor/host";
import { recordsOf, type Group } from "@/ui/rule-editor/rule";
import type { Registry } from "@/ui/rule-editor/fields";
import { ClientPicker } from "./client-picker";
import { useMe } from "./me";
import { useOfferChoices, usePlacementChoices } from "./offer-choices";
import { ProductPicker } from "./product-picker";
import { useSegmentChoices, useSegmentName } from "./segment-picker";

type Choice = { value: string; label: string };
type Props = { registry: Registry; draft: Group; children: ReactNode };

/** Gives a rule editor its pickers and the names of the records that its rule names. */
export function RuleHostOf({ registry, draft, children }: Props) {
  const look = useLook();
  const lists = useShortLists();
  const names = useNames(registry, draft);
  const host = useMemo<RuleHost>(
    () => ({
      pick: (props) => <RecordPick {...props} lists={lists} />,
      fieldName: (field) => field.label,
      nounName: (noun) => registry.nouns[noun] ?? noun,
      choiceName: (field, value) => choiceName(look, field.name, value),
      recordName: (reference, id) => lists[reference]?.find((one) => one.value === id)?.label ?? names.get(`${reference}:${id}`) ?? "…",
    }),
    [registry, lists, names, look],
  );
  return <RuleHostProvider value={host}>{children}</RuleHostProvider>;
}

const classes: Record<string, ClassMeasure> = { "figure.abc": "abc", "figure.rfm_group": "rfm_group", "figure.quadrant": "quadrant", "figure.raw_quadrant": "quadrant", "figure.relationship": "relationship", "figure.life_stage": "life_stage", "figure.trend": "trend" };

/** The name of a coded value: a class as it is named everywhere, a word of the language, or the value itself. */
function choiceName(look: Look, field: string, value: string): string {
  const measure = classes[field];
  if (measure) return measure === "abc" && value !== "none" ? value : classLook(look, measure, value).label;
  if (value === "") return look.t("rules.empty");
  if (field.startsWith("attribute.")) return value;
  return look.t(`rules.word.${value as "b2c"}`, { defaultValue: value });
}

/** The records of nouns that have few: read whole. */
function useShortLists(): Record<string, Choice[]> {
  const nameOf = useSegmentName();
  const brief = { staleTime: 60_000 };
  const segments = useSegmentChoices().data?.items;
  const categories = api.useQuery("get", "/categories", { params: { query: { limit: 200 } } }, brief).data?.items;
  const divisions = api.useQuery("get", "/divisions", {}, brief).data?.items;
  const campaigns = api.useQuery("get", "/campaigns", { params: { query: { limit: 200 } } }, brief).data?.items;
  const me = useMe();
  const known = api.useQuery("get", "/users", { params: { query: { limit: 200 } } }, { ...brief, enabled: me.permissions.includes("administer") }).data?.items;
  const users = known ?? [me];
  const offers = useOfferChoices().data?.items;
  const placements = usePlacementChoices().data?.items;
  return useMemo(
    () => ({
      segment: (segments ?? []).map((one) => ({ value: one.id, label: nameOf(one) })),
      category: named(categories),
      division: named(divisions),
      campaign: named(campaigns),
      user: named(users),
      offer: named(offers),
      placement: named(placements),
    }),
    [segments, categories, divisions, campaigns, users, offers, placements, nameOf],
  );
}

const named = (items: readonly { id: string; name: string }[] | undefined): Choice[] => (items ?? []).map((one) => ({ value: one.id, label: one.name }));

function RecordPick({ reference, label, values, onChange, many, error, lists }: PickProps & { lists: Record<string, Choice[]> }) {
  const { t } = useTranslation();
  if (reference === "client") return <ClientPicker label={label} value={values[0] ?? null} onChange={(id) => onChange(id ? [id] : [])} error={error} />;
  if (reference === "product") return <ProductPicker label={label} values={values} onChange={onChange} many={many} error={error} />;
  const data = lists[reference] ?? [];
  if (many) return <MultiSelect size="sm" searchable aria-label={label} error={error} nothingFoundMessage={t("list.noMatch")} value={values} onChange={onChange} data={data} />;
  return <Select size="sm" searchable aria-label={label} error={error} nothingFoundMessage={t("list.noMatch")} value={values[0] ?? null} onChange={(id) => onChange(id ? [id] : [])} data={data} />;
}

/** The names of the clients and products that a rule names. */
function useNames(registry: Registry, draft: Group): Map<string, string> {
  const asked = recordsOf(draft, (name) => registry.fields.find((field) => field.name === name)?.reference).filter((one) => one.reference === "client" || one.reference === "product");
  const found = useQueries({
    queries: asked.map(({ reference, id }) => ({
      queryKey: ["get", reference === "client" ? "/clients/{id}" : "/products/{id}", { params: { path: { id } } }],
      queryFn: async () => (reference === "client" ? await client.GET("/clients/{id}", { params: { path: { id } } }) : await client.GET("/products/{id}", { params: { path: { id } } })).data,
      staleTime: 60_000,
    })),
    combine: (all) => all.map((one) => (one.data as { name?: string } | undefined)?.name),
  });
  return useMemo(() => new Map(asked.map((one, index) => [`${one.reference}:${one.id}`, found[index] ?? "…"])), [asked.map((one) => one.id).join(), found.join()]); // eslint-disable-line
}
