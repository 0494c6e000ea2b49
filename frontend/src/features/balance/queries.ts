import { useQuery } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";
import { orNone } from "@/lib/or-none";
import type { ReportSearch } from "@/lib/report-search";

export type BalanceReport = Schemas["BalanceReport"];

/** How the value is spread over the clients, and what the company depends on; null before the first run. */
export function useBalance(search: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "balance", search], queryFn: ({ signal }) => orNone<BalanceReport>(client.GET("/portfolio/balance", { params: { query: search }, signal })) });
}
