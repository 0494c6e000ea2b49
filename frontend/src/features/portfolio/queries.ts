import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Run = Schemas["PortfolioRun"];
export type PortfolioSettings = Schemas["PortfolioSettings"];

export function useRuns(): ListData<Run> {
  return asList<Run>(api.useInfiniteQuery("get", "/portfolio_runs", { params: { query: { limit: 50 } } }, byCursor));
}

export function useRun(id: string) {
  return api.useQuery("get", "/portfolio_runs/{id}", { params: { path: { id } } });
}

/** The settings with the version that a change must name; it travels in the ETag. */
export function usePortfolioSettings() {
  return useQuery({
    queryKey: ["get", "/portfolio/settings"],
    queryFn: async ({ signal }) => {
      const { data, response } = await client.GET("/portfolio/settings", { signal });
      return { settings: data as PortfolioSettings, etag: response.headers.get("ETag") ?? "" };
    },
  });
}

export function usePortfolioActions() {
  const queryClient = useQueryClient();
  return {
    changeSettings: async (etag: string, body: PortfolioSettings) => {
      await client.PUT("/portfolio/settings", { params: { header: { "If-Match": etag } }, body });
      await queryClient.invalidateQueries({ queryKey: ["get", "/portfolio/settings"] });
    },
  };
}
