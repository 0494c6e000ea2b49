import { useQuery } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";
import { orNone } from "@/lib/or-none";
import type { ReportSearch } from "@/lib/report-search";

export type MapReport = Schemas["MapReport"];

/** Clients and value by country and by place; null before the first run. */
export function useMap(search: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "map", search], queryFn: ({ signal }) => orNone<MapReport>(client.GET("/portfolio/map", { params: { query: search }, signal })) });
}
