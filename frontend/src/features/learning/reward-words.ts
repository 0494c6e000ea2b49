import { useCallback } from "react";
import { useFormat } from "@/i18n/use-format";
import type { Report } from "./queries";

/** A reward as people read it: a share of those shown, or money. */
export function useReward({ reward_unit }: Pick<Report, "reward_unit">) {
  const format = useFormat();
  return useCallback((value: number | null | undefined) => (value === null || value === undefined ? "–" : reward_unit === "share" ? format.share(value, 2) : format.money(Math.round(value))), [reward_unit, format]);
}
