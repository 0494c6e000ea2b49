import type { Schemas } from "@/api/api";
import { useReport } from "@/api/use-report";

export type Portfolio = Schemas["Portfolio"];

/** The published portfolio run with all its figures; null until the first run. */
export function usePortfolio() {
  return useReport("/portfolio", {});
}
