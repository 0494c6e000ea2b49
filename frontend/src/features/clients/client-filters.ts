import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSegmentChoices, useSegmentName } from "@/entities/segment-picker";
import { useFormat } from "@/i18n/use-format";
import { unread } from "@/lib/name-in";
import type { Filter } from "@/ui/filter-bar";

const groups = ["champions", "loyal", "potential_loyalists", "new", "promising", "need_attention", "about_to_sleep", "at_risk", "cannot_lose", "hibernating", "lost"] as const;
const quadrants = ["desirable", "mature", "underdeveloped", "unverified", "low_priority"] as const;
const relationships = ["prospect", "potential", "loyal", "doubtful"] as const;
const doubts = ["insolvent", "dissatisfied", "unfaithful"] as const;
const stages = ["fresh", "approaching", "due", "late", "lapsed"] as const;
const trends = ["growing", "stable", "declining", "unknown"] as const;
const focuses = ["specialist", "focused", "mixed", "none"] as const;
const scores = ["5", "4", "3", "2", "1"].map((value) => ({ value, label: value }));
const guards = ["reference", "growing", "other_division"] as const;
const amounts = ["predicted", "actual", "potential"] as const;
const days = ["due_from", "due_to", "first_from", "first_to", "last_from", "last_to"] as const;

/** Every filter of the clients list: who they are, where they stand in each class, and what plots narrow by. */
export function useClientFilters(): Filter[] {
  const { t } = useTranslation();
  const nameOf = useSegmentName();
  const { data: segments, isPending } = useSegmentChoices();
  const narrowed = useNarrowed();
  return useMemo(() => {
    const yesNo = [
      { value: "true", label: t("state.yes") },
      { value: "false", label: t("state.no") },
    ];
    return [
      { key: "abc", label: t("clients.field.abc"), options: (["A", "B", "C", "none"] as const).map((value) => ({ value, label: value === "none" ? t("abc.none") : value })) },
      { key: "rfm_group", label: t("clients.field.rfmGroup"), options: groups.map((value) => ({ value, label: t(`rfm.${value}`) })) },
      { key: "quadrant", label: t("clients.field.quadrant"), options: quadrants.map((value) => ({ value, label: t(`classes.quadrant.${value}`) })) },
      { key: "relationship", label: t("clients.field.relationship"), options: relationships.map((value) => ({ value, label: t(`classes.relationship.${value}`) })) },
      { key: "doubt", label: t("clients.field.doubt"), options: doubts.map((value) => ({ value, label: t(`clients.doubt.${value}`) })) },
      { key: "life_stage", label: t("clients.field.lifeStage"), options: stages.map((value) => ({ value, label: t(`classes.life_stage.${value}`) })) },
      { key: "trend", label: t("clients.field.trend"), options: trends.map((value) => ({ value, label: t(`classes.trend.${value}`) })) },
      { key: "frat_focus", label: t("clients.field.focus"), options: focuses.map((value) => ({ value, label: t(`clients.focus.${value}`) })) },
      { key: "segment_id", label: t("clients.field.segment"), options: (segments?.items ?? []).map((segment) => ({ value: segment.id, label: nameOf(segment) })), say: (id) => (isPending ? unread : id) },
      { key: "kind", label: t("clients.field.kind"), options: (["b2c", "b2b", "b2g"] as const).map((value) => ({ value, label: t(`clients.kind.${value}`) })) },
      { key: "prospect", label: t("clients.field.prospect"), single: true, options: yesNo },
      { key: "satisfied_leaving", label: t("clients.field.satisfiedLeaving"), single: true, options: yesNo },
      { key: "r", label: t("clients.field.rScore"), options: scores },
      { key: "f", label: t("clients.field.fScore"), options: scores },
      { key: "m", label: t("clients.field.mScore"), options: scores },
      { key: "city", label: t("clients.field.city") },
      { key: "country", label: t("clients.field.countryCode") },
      { key: "source", label: t("clients.field.source") },
      { key: "state", label: t("clients.field.state"), options: (["active", "archived"] as const).map((value) => ({ value, label: t(`clients.state.${value}`) })) },
      ...narrowed,
    ];
  }, [t, segments, isPending, nameOf, narrowed]);
}

/** What only plots and links narrow by: amounts, days, chances; shown as chips. */
function useNarrowed(): Filter[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const link = (key: string, label: string, say?: (value: string) => string): Filter => ({ key, label, linkOnly: true, say });
    return [
      ...amounts.flatMap((name) => [
        link(`${name}_min_minor`, t(`clients.narrow.${name}_min`), (value) => format.money(Number(value), "short")),
        link(`${name}_max_minor`, t(`clients.narrow.${name}_max`), (value) => format.money(Number(value), "short")),
      ]),
      ...days.map((name) => link(name, t(`clients.narrow.${name}`), (value) => format.day(value, "medium"))),
      link("alive_min", t("clients.narrow.alive_min"), (value) => format.share(Number(value))),
      link("alive_max", t("clients.narrow.alive_max"), (value) => format.share(Number(value))),
      link("raw_quadrant", t("clients.narrow.raw_quadrant"), (value) => t(`classes.quadrant.${value as (typeof quadrants)[number]}`)),
      ...guards.map((name) => link(`guard_${name}`, t(`charts.guard.${name}`), (value) => t(`clients.narrow.answer.${value as "yes"}`))),
      link("frat_category_id", t("clients.narrow.category"), () => t("clients.narrow.chosen")),
      link("division_id", t("portfolio.division"), () => t("clients.narrow.chosen")),
      link("tier", t("clients.narrow.tier")),
      link("region", t("explore.dimension.region")),
      link("language", t("explore.dimension.language")),
      link("channel", t("explore.dimension.channel"), (value) => t(`rules.word.${value as "email"}`, { defaultValue: value })),
      link("acquisition_source", t("explore.dimension.acquisition_source")),
      link("bought_category_id", t("explore.dimension.category"), () => t("clients.narrow.chosen")),
      link("without", t("clients.narrow.without"), (value) => t(`explore.dimension.${value as "city"}`, { defaultValue: value })),
    ];
  }, [t, format]);
}
