import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Rule = Schemas["CappingRule"];
export type RuleInput = Schemas["CappingRuleInput"];
export type Settings = Schemas["CapSettings"];

const paths = ["/capping_rules", "/capping_settings"];

export function useRules({ sort, scope }: { sort?: string; scope?: string }): ListData<Rule> {
  return asList<Rule>(api.useInfiniteQuery("get", "/capping_rules", { params: { query: { sort, scope, limit: 100, total: true } } }, byCursor));
}

export function useCapSettings() {
  return api.useQuery("get", "/capping_settings");
}

export function useCapActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => paths.some((path) => String(queryKey[1]).startsWith(path)) });
  return {
    create: async (body: RuleInput) => {
      await client.POST("/capping_rules", { body });
      await refresh();
    },
    setLimit: async ({ id, version }: Rule, limit: number) => {
      await client.PUT("/capping_rules/{id}", { params: { path: { id }, header: { "If-Match": `"v${version}"` } }, body: { limit } });
      await refresh();
    },
    remove: async (id: string) => {
      await client.DELETE("/capping_rules/{id}", { params: { path: { id } } });
      await refresh();
    },
    setReserve: async ({ version }: Settings, reserve_minutes: number) => {
      await client.PUT("/capping_settings", { params: { header: { "If-Match": `"v${version}"` } }, body: { reserve_minutes } });
      await refresh();
    },
  };
}
