import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Attribute = Schemas["Attribute"];
export type AttributeCreate = Schemas["AttributeCreate"];
export type AttributePut = Schemas["AttributePut"];

/** Attributes in order of code, archived ones too unless the URL narrows them. */
export function useAttributes({ sort, state, type }: { sort?: string; state?: string; type?: string }): ListData<Attribute> {
  return asList<Attribute>(api.useInfiniteQuery("get", "/attributes", { params: { query: { sort, state: state ?? "active,archived", type, limit: 50, total: true } } }, byCursor));
}

/** Writes on attributes; lists and clients' values read again. */
export function useAttributeActions() {
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["get", "/attributes"] }),
      queryClient.invalidateQueries({ queryKey: ["get", "/clients/{id}/attributes"] }),
    ]);
  return {
    create: async (body: AttributeCreate) => {
      await client.POST("/attributes", { body });
      await refresh();
    },
    change: async ({ id, version }: Attribute, body: AttributePut) => {
      await client.PUT("/attributes/{id}", { params: { path: { id }, header: { "If-Match": `"v${version}"` } }, body });
      await refresh();
    },
    archive: async ({ id }: Attribute) => {
      await client.POST("/attributes/{id}/archive", { params: { path: { id } } });
      await refresh();
    },
    restore: async ({ id }: Attribute) => {
      await client.POST("/attributes/{id}/restore", { params: { path: { id } } });
      await refresh();
    },
  };
}
