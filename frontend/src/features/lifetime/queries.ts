import { api, type Schemas } from "@/api/api";
import { useReport } from "@/api/use-report";
import type { ReportSearch } from "@/lib/report-search";

export type Lifetime = Schemas["LifetimeReport"];
export type Holdout = NonNullable<Lifetime["holdout"]>;
export type Contracts = NonNullable<Lifetime["contracts"]>;
export type ClientRow = Schemas["ClientRow"];

/** What a run found of lifetime value; null before the first one. */
export function useLifetime(search: ReportSearch) {
  return useReport("/portfolio/lifetime", search);
}

/** The clients from whom most is expected. */
export function useMostExpected(division: string | undefined) {
  return api.useQuery("get", "/clients", { params: { query: { sort: "-predicted", limit: 10, division_id: division, predicted_min_minor: 1 } } });
}

/** Clients that bring little and could bring much, the most promising first. */
export function useHiddenPotential(division: string | undefined) {
  return api.useQuery("get", "/clients", { params: { query: { quadrant: "underdeveloped", sort: "-potential", limit: 10, total: true, division_id: division } } });
}
