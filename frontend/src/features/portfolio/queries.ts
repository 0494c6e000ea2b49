import { api, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import { useReport } from "@/api/use-report";
import type { ListData } from "@/lib/list-data";
import type { ReportSearch } from "@/lib/report-search";

export type Run = Schemas["PortfolioRun"];

export function useRuns(): ListData<Run> {
  return asList<Run>(api.useInfiniteQuery("get", "/portfolio_runs", { params: { query: { limit: 50 } } }, byCursor));
}

export function useRun(id: string) {
  return api.useQuery("get", "/portfolio_runs/{id}", { params: { path: { id } } });
}

export type FratReport = Schemas["FRATReport"];
export type TierReport = Schemas["TierReport"];
export type TrendReport = Schemas["TrendReport"];

/** Types of purchase of the clients of a run; null before the first one. */
export function useFrat(search: ReportSearch) {
  return useReport("/portfolio/frat", search);
}

/** The service that the clients of each value class get. */
export function useTiers(search: ReportSearch) {
  return useReport("/portfolio/tiers", search);
}

/** Where clients and the whole are going. */
export function useTrend(search: ReportSearch) {
  return useReport("/portfolio/trend", search);
}
