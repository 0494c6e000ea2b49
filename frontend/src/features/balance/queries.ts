import type { Schemas } from "@/api/api";
import { useReport } from "@/api/use-report";
import type { ReportSearch } from "@/lib/report-search";

export type BalanceReport = Schemas["BalanceReport"];

/** How the value is spread over the clients, and what the company depends on; null before the first run. */
export function useBalance(search: ReportSearch) {
  return useReport("/portfolio/balance", search);
}
