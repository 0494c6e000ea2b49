import { useQuery } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";
import { orNone } from "@/lib/or-none";
import type { ReportSearch } from "@/lib/report-search";

export type RetentionReport = Schemas["RetentionReport"];
export type CohortReport = Schemas["CohortReport"];
export type Period = CohortReport["period"];

/** Clients and value won and lost, month by month, and how long clients stay; null before the first run. */
export function useRetention(search: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "retention", search], queryFn: ({ signal }) => orNone<RetentionReport>(client.GET("/portfolio/retention", { params: { query: search }, signal })) });
}

/** Clients by the month or quarter of their first purchase, and what became of them. */
export function useCohorts(search: ReportSearch, period: Period) {
  return useQuery({
    queryKey: ["portfolio", "cohorts", search, period],
    queryFn: ({ signal }) => orNone<CohortReport>(client.GET("/portfolio/cohorts", { params: { query: { ...search, period } }, signal })),
    placeholderData: (before) => before,
  });
}
