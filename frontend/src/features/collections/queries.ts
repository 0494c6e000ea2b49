import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Collection = Schemas["Collection"];
export type CollectionInput = Schemas["CollectionInput"];

export function useCollections({ q, sort, state }: { q?: string; sort?: string; state?: string }): ListData<Collection> {
  return asList<Collection>(api.useInfiniteQuery("get", "/collections", { params: { query: { q, sort, state, limit: 100, total: true } } }, byCursor));
}

export function useCollectionActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["get", "/collections"] });
  return {
    create: async (body: CollectionInput) => {
      await client.POST("/collections", { body });
      await refresh();
    },
    change: async (collection: Collection, body: CollectionInput) => {
      await client.PUT("/collections/{id}", { params: { path: { id: collection.id }, header: { "If-Match": `"v${collection.version}"` } }, body });
      await refresh();
    },
    archive: async (id: string) => {
      await client.POST("/collections/{id}/archive", { params: { path: { id } } });
      await refresh();
    },
    restore: async (id: string) => {
      await client.POST("/collections/{id}/restore", { params: { path: { id } } });
      await refresh();
    },
  };
}
