import { api, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import { useReport } from "@/api/use-report";
import type { ListData } from "@/lib/list-data";
import type { ReportSearch } from "@/lib/report-search";

export type LifeStageReport = Schemas["LifeStageReport"];
export type Renewal = Schemas["Renewal"];
export type RenewalDays = Schemas["RenewalDays"];

/** Norms by category and clients by stage; null before the first run. */
export function useLifeStage(search: ReportSearch) {
  return useReport("/portfolio/life_stage", search);
}

export type RenewalFilter = { from?: string; to?: string; stage?: string; category_id?: string };

/** Renewals in order of their due day. */
export function useRenewals(search: ReportSearch, filter: RenewalFilter): ListData<Renewal> {
  return asList<Renewal>(api.useInfiniteQuery("get", "/portfolio/renewals", { params: { query: { ...search, ...filter, limit: 25, total: true } } }, byCursor));
}

/** Renewals due by day. */
export function useRenewalDays(search: ReportSearch, filter: Required<Pick<RenewalFilter, "from" | "to">> & RenewalFilter) {
  return useReport("/portfolio/renewals/days", { ...search, ...filter });
}
