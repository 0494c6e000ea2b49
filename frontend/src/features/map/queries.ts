import type { Schemas } from "@/api/api";
import { useReport } from "@/api/use-report";
import type { ReportSearch } from "@/lib/report-search";

export type MapReport = Schemas["MapReport"];

/** Clients and value by country and by place; null before the first run. */
export function useMap(search: ReportSearch) {
  return useReport("/portfolio/map", search);
}
