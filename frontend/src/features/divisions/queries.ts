import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Division = Schemas["Division"];

export function useDivisions({ sort }: { sort?: string }): ListData<Division> {
  return asList<Division>(api.useInfiniteQuery("get", "/divisions", { params: { query: { sort, limit: 50, total: true } } }, byCursor));
}

/** Writes on divisions; lists and choices read again. */
export function useDivisionActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["get", "/divisions"] });
  return {
    create: async (body: Schemas["DivisionCreate"]) => {
      await client.POST("/divisions", { body });
      await refresh();
    },
    rename: async ({ id, version }: Division, name: string) => {
      await client.PUT("/divisions/{id}", { params: { path: { id }, header: { "If-Match": `"v${version}"` } }, body: { name } });
      await refresh();
    },
    archive: async ({ id }: Division) => {
      await client.POST("/divisions/{id}/archive", { params: { path: { id } } });
      await refresh();
    },
    restore: async ({ id }: Division) => {
      await client.POST("/divisions/{id}/restore", { params: { path: { id } } });
      await refresh();
    },
  };
}
