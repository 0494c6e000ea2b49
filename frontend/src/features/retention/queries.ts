import type { Schemas } from "@/api/api";
import { useReport } from "@/api/use-report";
import type { ReportSearch } from "@/lib/report-search";

export type RetentionReport = Schemas["RetentionReport"];
export type CohortReport = Schemas["CohortReport"];
export type Period = CohortReport["period"];

/** Clients and value won and lost, month by month, and how long clients stay; null before the first run. */
export function useRetention(search: ReportSearch) {
  return useReport("/portfolio/retention", search);
}

/** Clients by the month or quarter of their first purchase, and what became of them. */
export function useCohorts(search: ReportSearch, period: Period) {
  return useReport("/portfolio/cohorts", { ...search, period }, { keep: true });
}
