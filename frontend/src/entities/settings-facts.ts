import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/api";
import { useFormat } from "@/i18n/use-format";

type Settings = Schemas["PortfolioSettings"];

export const settingGroups = ["value", "rfm", "lifetime", "matrix", "trend", "relationship", "retention", "dependence", "tiers", "running"] as const;
export type SettingGroup = (typeof settingGroups)[number];

/** One setting in words. */
export type SettingFact = { key: string; label: string; value: string };

/** Reads settings as words and figures, by the groups of the settings screen. */
export function useSettingsFacts(): (settings: Settings) => Record<SettingGroup, SettingFact[]> {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const months = (count: number) => t("runSettings.months", { count });
    const times = (value: number) => t("runSettings.times", { value: format.number(value, 2) });
    const share = (value: number) => format.share(value, 1);
    return (s: Settings) => {
      const fact = (key: Parameters<typeof label>[0], value: string): SettingFact => ({ key, label: label(key), value });
      const label = (key: keyof (typeof import("@/i18n/en"))["en"]["runSettings"]["field"]) => t(`runSettings.field.${key}`);
      const r = s.relationship;
      return {
        value: [
          fact("window_months", months(s.window_months)),
          fact("abc_value", t(`runSettings.value.${s.abc_value}`)),
          fact("abc_preset", s.abc_cuts.map((cut) => share(cut / 100)).join(" · ")),
        ],
        rfm: [
          fact("rfm_window_months", months(s.rfm_window_months)),
          fact("monetary", t(`runSettings.monetary.${s.monetary}`)),
          fact("rfm_map", t("runSettings.map.fact", { count: s.rfm_map.filter((line) => line.cells.length > 0).length })),
        ],
        lifetime: [
          fact("horizon_months", months(s.horizon_months)),
          fact("discount_rate", share(s.discount_rate)),
          fact("lifetime_model", t(`runSettings.model.${s.lifetime_model}`)),
          fact("margin_rate", s.margin_rate === null ? t("runSettings.marginBase") : share(s.margin_rate)),
        ],
        matrix: [
          fact("matrix_share", share(s.matrix_share / 100)),
          fact("growth", times(s.potential.growth)),
          fact("wallet", times(s.potential.wallet)),
          fact("due", times(s.potential.due)),
          fact("lapsed", times(s.potential.lapsed)),
          fact("guard_months", months(s.guard_months)),
        ],
        trend: [fact("trend_change", share(s.trend.change)), fact("trend_purchases", format.number(s.trend.purchases)), fact("focused", share(s.frat.focused)), fact("specialist", share(s.frat.specialist))],
        relationship: [
          fact("loyal_purchases", format.number(r.loyal_purchases)),
          fact("loyal_alive", share(r.loyal_alive)),
          fact("lost_alive", share(r.lost_alive)),
          fact("falling", share(r.falling)),
          fact("unhappy", share(r.unhappy)),
          fact("happy", share(r.happy)),
          fact("overdue_minor", format.money(r.overdue_minor)),
          fact("overdue_days", t("runSettings.days", { count: r.overdue_days })),
          fact("risk", share(r.risk)),
        ],
        retention: [fact("silence_months", months(s.silence_months)), fact("erosion_months", months(s.erosion_months))],
        dependence: [fact("first", share(s.dependence.first)), fact("first_five", share(s.dependence.first_five))],
        tiers: s.tiers.map((tier) => ({
          key: `tier:${tier.class}`,
          label: tier.class === "none" ? t("runSettings.tier.none") : t("runSettings.tier.of", { name: tier.class }),
          value: t("runSettings.tier.fact", { name: tier.name || tier.code, hours: tier.response_hours, minutes: tier.effort_minutes, discount: share(tier.discount_percent / 100) }),
        })),
        running: [
          fact("schedule", s.schedule.every === "off" ? t("runSettings.every.off") : t("runSettings.everyAt", { every: t(`runSettings.every.${s.schedule.every}`), time: s.schedule.time })),
          fact("keep_months", months(s.keep_months)),
        ],
      };
    };
  }, [t, format]);
}

const parts: Record<SettingGroup, readonly (keyof Settings)[]> = {
  value: ["window_months", "abc_value", "abc_preset", "abc_cuts"],
  rfm: ["rfm_window_months", "monetary", "rfm_map"],
  lifetime: ["horizon_months", "discount_rate", "margin_rate", "lifetime_model"],
  matrix: ["matrix_share", "potential", "guard_months"],
  trend: ["trend", "frat"],
  relationship: ["relationship"],
  retention: ["silence_months", "erosion_months"],
  dependence: ["dependence"],
  tiers: ["tiers"],
  running: ["schedule", "keep_months"],
};

/** The group that a setting named in a fault ("relationship.risk") belongs to. */
export function groupOf(path: string): SettingGroup | undefined {
  const first = path.split(".")[0] as keyof Settings;
  return settingGroups.find((group) => parts[group].includes(first));
}

/** Whether two settings differ in a group. */
export function differs(group: SettingGroup, one: Settings, other: Settings): boolean {
  return parts[group].some((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
}
