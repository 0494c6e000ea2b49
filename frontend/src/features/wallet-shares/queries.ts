import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type WalletShare = Schemas["WalletShare"];
export type WalletShareCreate = Schemas["WalletShareCreate"];
export type WalletShareFields = Schemas["WalletShareFields"];

type Query = Record<string, string | boolean | undefined>;

export function useWalletShares({ preview: _, ...search }: Query): ListData<WalletShare> {
  return asList<WalletShare>(api.useInfiniteQuery("get", "/wallet_shares", { params: { query: { limit: 50, total: true, ...search } } }, byCursor));
}

/** Writes on shares of wallet; lists and the client's page read again. */
export function useWalletShareActions() {
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["get", "/wallet_shares"] }),
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/clients/{id}") }),
    ]);
  return {
    create: async (body: WalletShareCreate) => {
      await client.POST("/wallet_shares", { body });
      await refresh();
    },
    change: async ({ id, version }: WalletShare, body: WalletShareFields) => {
      await client.PUT("/wallet_shares/{id}", { params: { path: { id }, header: { "If-Match": `"v${version}"` } }, body });
      await refresh();
    },
    archive: async ({ id }: WalletShare) => {
      await client.POST("/wallet_shares/{id}/archive", { params: { path: { id } } });
      await refresh();
    },
    restore: async ({ id }: WalletShare) => {
      await client.POST("/wallet_shares/{id}/restore", { params: { path: { id } } });
      await refresh();
    },
  };
}
