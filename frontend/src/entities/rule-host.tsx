import { MultiSelect, Select } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "@/api/api";
import { classLook, type ClassMeasure } from "@/ui/chart/class-look";
import { useLook, type Look } from "@/ui/chart/use-look";
import { unread } from "@/lib/name-in";
import { RuleHostProvider, type PickProps, type RuleHost } from "@/ui/rule-editor/host";
import { recordsOf, type Group } from "@/ui/rule-editor/rule";
import { fieldOf, type Registry } from "@/ui/rule-editor/fields";
import { ClientPicker } from "./client-picker";
import { useMe } from "./me";
import { ProductPicker } from "./product-picker";
import { useSegmentName } from "./segment-picker";

type Choice = { value: string; label: string };
type Props = { registry: Registry; draft: Group; children: ReactNode };

/** Gives a rule editor its pickers and the names of the records that its rule names. */
export function RuleHostOf({ registry, draft, children }: Props) {
  const look = useLook();
  const records = recordsOf(draft, (name) => fieldOf(registry, name)?.reference);
  const lists = useLists(records.map((one) => one.reference));
  const names = useNames(records);
  const host = useMemo<RuleHost>(
    () => ({
      pick: (props) => <RecordPick {...props} />,
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

const brief = { staleTime: 60_000 };

/** The nouns that have few records: their lists are read whole, once a rule or a picker asks for them. */
const short = {
  segment: api.queryOptions("get", "/segments", { params: { query: { limit: 200 } } }, brief),
  category: api.queryOptions("get", "/categories", { params: { query: { limit: 200 } } }, brief),
  division: api.queryOptions("get", "/divisions", {}, brief),
  campaign: api.queryOptions("get", "/campaigns", { params: { query: { limit: 200 } } }, brief),
  offer: api.queryOptions("get", "/offers", { params: { query: { limit: 200 } } }, brief),
  placement: api.queryOptions("get", "/placements", { params: { query: { limit: 200 } } }, brief),
  user: api.queryOptions("get", "/users", { params: { query: { limit: 200 } } }, brief),
} as const;
type Short = keyof typeof short;
const nouns = Object.keys(short) as Short[];

/** The records of the nouns asked for, by noun; undefined while they are read. Who may not list the users finds only themselves. */
function useLists(wanted: readonly string[]): Partial<Record<string, Choice[]>> {
  const nameOf = useSegmentName();
  const me = useMe();
  const mayList = me.permissions.includes("administer");
  const found = useQueries({ queries: nouns.map((noun) => ({ ...(short[noun] as (typeof short)["segment"]), enabled: wanted.includes(noun) && (noun !== "user" || mayList) })) });
  const items = found.map((one) => (one.isPending ? undefined : (one.data?.items ?? [])));
  return useMemo(
    () => Object.fromEntries(nouns.map((noun, at) => [noun, (noun === "user" && !mayList ? [me] : items[at])?.map((one) => ({ value: one.id, label: noun === "segment" ? nameOf(one as Schemas["Segment"]) : one.name }))])),
    [...items, nameOf, me, mayList],
  );
}

const inputWrapperOrder: ("input" | "description" | "error")[] = ["input", "description", "error"];

function RecordPick({ reference, label, values, onChange, many, error }: PickProps) {
  const { t } = useTranslation();
  const found = useLists([reference])[reference];
  const data = found ?? values.map((value) => ({ value, label: unread }));
  const nothing = t(found ? "list.noMatch" : "state.loading");
  if (reference === "client") return <ClientPicker label={label} value={values[0] ?? null} onChange={(id) => onChange(id ? [id] : [])} error={error} />;
  if (reference === "product") return <ProductPicker label={label} values={values} onChange={onChange} many={many} error={error} />;
  const below = reference === "category" ? { description: t("rules.withBelow"), inputWrapperOrder } : {};
  if (many) return <MultiSelect size="sm" searchable {...below} aria-label={label} error={error} nothingFoundMessage={nothing} value={values} onChange={onChange} data={data} />;
  return <Select size="sm" searchable {...below} aria-label={label} error={error} nothingFoundMessage={nothing} value={values[0] ?? null} onChange={(id) => onChange(id ? [id] : [])} data={data} />;
}

type Named = { reference: string; id: string };

/** The names of the clients and products among the records, each asked for by its id. */
function useNames(records: readonly Named[]): Map<string, string> {
  const asked = records.filter(({ reference }) => reference === "client" || reference === "product");
  return useQueries({
    queries: asked.map(({ reference, id }) => ({ ...(reference === "client" ? api.queryOptions("get", "/clients/{id}", { params: { path: { id } } }, brief) : (api.queryOptions("get", "/products/{id}", { params: { path: { id } } }, brief) as never)) })),
    combine: (all) => new Map(asked.map((one, at) => [`${one.reference}:${one.id}`, (all[at]?.data as { name?: string } | undefined)?.name ?? "…"])),
  });
}
