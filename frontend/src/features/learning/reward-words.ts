import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import type { Report } from "./queries";

/** A reward per view as people read it: a share of those shown, or money. */
export function useReward({ reward_unit }: Pick<Report, "reward_unit">) {
  const format = useFormat();
  return useCallback((value: number | null | undefined) => (value === null || value === undefined ? "–" : reward_unit === "share" ? format.share(value, 1) : format.money(Math.round(value))), [reward_unit, format]);
}

/** A reward per client as people read it: so many answers for a hundred clients, or money. */
export function usePerClient({ reward, reward_unit }: Pick<Report, "reward" | "reward_unit">) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = reward_unit === "money_minor";
  /** The bare figure, for the ends of an interval. */
  const bare = useCallback((value: number) => (money ? format.money(Math.round(value)) : format.number(value * 100, 1)), [money, format]);
  const whole = useCallback((value: number) => (money ? t("learning.perClient", { amount: bare(value) }) : t("learning.per100", { number: bare(value), what: t(`learning.what.${reward}`) })), [money, bare, reward, t]);
  return { bare, whole };
}
