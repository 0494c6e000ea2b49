import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import { useReport } from "@/api/use-report";
import type { ListData } from "@/lib/list-data";

export type Category = Schemas["Category"];
export type CategoryPut = Schemas["CategoryPut"];
export type Norm = Schemas["RenewalNorm"];

export function useCategoryList({ sort }: { sort?: string }): ListData<Category> {
  return asList<Category>(api.useInfiniteQuery("get", "/categories", { params: { query: { sort, limit: 50, total: true } } }, byCursor));
}

/** Every category there is to choose a parent from, and to name parents. */
export function useCategoryChoices() {
  return api.useQuery("get", "/categories", { params: { query: { limit: 200 } } }, { staleTime: 60_000 });
}

/** The norms of the published run; null before the first run. */
export function useNorms() {
  return useReport("/portfolio/life_stage", {});
}

/** Writes on categories; lists and choices read again. */
export function useCategoryActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["get", "/categories"] });
  const change = async (category: Category, body: CategoryPut) => {
    await client.PUT("/categories/{id}", { params: { path: { id: category.id }, header: { "If-Match": `"v${category.version}"` } }, body });
    await refresh();
  };
  return {
    create: async (body: CategoryPut) => {
      await client.POST("/categories", { body });
      await refresh();
    },
    change,
    setState: async (id: string, state: Category["state"]) => {
      const { data } = await client.GET("/categories/{id}", { params: { path: { id } } });
      const now = data as Category;
      await change(now, { code: now.code, name: now.name, parent_id: now.parent_id ?? undefined, renewal_months: now.renewal_months ?? undefined, state });
    },
  };
}
