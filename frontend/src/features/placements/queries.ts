import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Placement = Schemas["Placement"];
export type PlacementInput = Schemas["PlacementInput"];

export function usePlacements({ sort, state }: { sort?: string; state?: string }): ListData<Placement> {
  return asList<Placement>(api.useInfiniteQuery("get", "/placements", { params: { query: { sort, state, limit: 100 } } }, byCursor));
}

export function usePlacementActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["get", "/placements"] });
  return {
    create: async (body: PlacementInput) => {
      await client.POST("/placements", { body });
      await refresh();
    },
    change: async (placement: Placement, body: PlacementInput) => {
      await client.PUT("/placements/{id}", { params: { path: { id: placement.id }, header: { "If-Match": `"v${placement.version}"` } }, body });
      await refresh();
    },
    archive: async (id: string) => {
      await client.POST("/placements/{id}/archive", { params: { path: { id } } });
      await refresh();
    },
    restore: async (id: string) => {
      await client.POST("/placements/{id}/restore", { params: { path: { id } } });
      await refresh();
    },
  };
}
