import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type ApiKey = Schemas["APIKey"];
export type ApiKeyCreate = Schemas["APIKeyCreate"];
export type Scope = ApiKey["scopes"][number];

/** What a key may be allowed, in the order that people read it. */
export const scopes: readonly Scope[] = ["read", "write", "market", "decide", "feedback", "redeem", "client_tokens"];

export function useApiKeys({ sort }: { sort?: string }): ListData<ApiKey> {
  return asList<ApiKey>(api.useInfiniteQuery("get", "/api_keys", { params: { query: { sort, limit: 50, total: true } } }, byCursor));
}

/** Makes keys and ends them; the list reads again. The secret of a new key is in the answer and nowhere else. */
export function useApiKeyActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["get", "/api_keys"] });
  return {
    create: async (body: ApiKeyCreate) => {
      const { data } = await client.POST("/api_keys", { body });
      await refresh();
      return data as Schemas["APIKeyCreated"];
    },
    revoke: async ({ id }: ApiKey) => {
      await client.DELETE("/api_keys/{id}", { params: { path: { id } } });
      await refresh();
    },
  };
}
