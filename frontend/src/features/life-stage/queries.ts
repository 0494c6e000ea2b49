import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";
import { orNone } from "@/lib/or-none";
import type { ReportSearch } from "@/lib/report-search";

export type LifeStageReport = Schemas["LifeStageReport"];
export type Renewal = Schemas["Renewal"];
export type RenewalDays = Schemas["RenewalDays"];

/** Norms by category and clients by stage; null before the first run. */
export function useLifeStage(search: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "life_stage", search], queryFn: ({ signal }) => orNone<LifeStageReport>(client.GET("/portfolio/life_stage", { params: { query: search }, signal })) });
}

export type RenewalFilter = { from?: string; to?: string; stage?: string; category_id?: string };

/** Renewals in order of their due day. */
export function useRenewals(search: ReportSearch, filter: RenewalFilter): ListData<Renewal> {
  return asList<Renewal>(api.useInfiniteQuery("get", "/portfolio/renewals", { params: { query: { ...search, ...filter, limit: 25, total: true } } }, byCursor));
}

/** Renewals due by day. */
export function useRenewalDays(search: ReportSearch, filter: Required<Pick<RenewalFilter, "from" | "to">> & RenewalFilter) {
  return useQuery({
    queryKey: ["portfolio", "renewals", "days", search, filter],
    queryFn: ({ signal }) => orNone<RenewalDays>(client.GET("/portfolio/renewals/days", { params: { query: { ...search, ...filter } }, signal })),
    placeholderData: keepPreviousData,
  });
}
