import { useQuery } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";

export type Run = Schemas["PortfolioRun"];

/** The published runs, the newest first: as many as a person would choose from. */
export function usePublishedRuns() {
  return useQuery({
    queryKey: ["get", "/portfolio_runs", "published"],
    queryFn: async ({ signal }) => (await client.GET("/portfolio_runs", { params: { query: { limit: 100 } }, signal })).data?.items.filter((run) => run.state === "published") ?? [],
    staleTime: 60_000,
  });
}
