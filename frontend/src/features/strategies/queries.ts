import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Strategy = Schemas["Strategy"];
export type StrategyInput = Schemas["StrategyInput"];
export type Learning = Schemas["Learning"];

export function useStrategies({ q, sort, state }: { q?: string; sort?: string; state?: string }): ListData<Strategy> {
  return asList<Strategy>(api.useInfiniteQuery("get", "/strategies", { params: { query: { q, sort, state, limit: 100, total: true } } }, byCursor));
}

export function useStrategy(id: string) {
  return api.useQuery("get", "/strategies/{id}", { params: { path: { id } } });
}

/** What formulas may speak of. */
export function useFormulaFields() {
  return api.useQuery("get", "/formula_fields", {}, { staleTime: Infinity });
}

export function useStrategyActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/strategies") });
  return {
    create: async (body: StrategyInput) => {
      const { data } = await client.POST("/strategies", { body });
      await refresh();
      return data as Strategy;
    },
    change: async (strategy: Strategy, body: StrategyInput) => {
      const { data } = await client.PUT("/strategies/{id}", { params: { path: { id: strategy.id }, header: { "If-Match": `"v${strategy.version}"` } }, body });
      await refresh();
      return data as Strategy;
    },
    archive: async (id: string) => {
      await client.POST("/strategies/{id}/archive", { params: { path: { id } } });
      await refresh();
    },
    restore: async (id: string) => {
      await client.POST("/strategies/{id}/restore", { params: { path: { id } } });
      await refresh();
    },
  };
}
