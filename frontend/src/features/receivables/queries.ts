import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Receivable = Schemas["Receivable"];
export type ReceivableCreate = Schemas["ReceivableCreate"];
export type ReceivableFields = Schemas["ReceivableFields"];

type Query = Record<string, string | boolean | undefined>;

export function useReceivables({ preview: _, ...search }: Query): ListData<Receivable> {
  return asList<Receivable>(api.useInfiniteQuery("get", "/receivables", { params: { query: { limit: 50, total: true, ...search } } }, byCursor));
}

/** Writes on amounts owed; lists and the client's page read again. */
export function useReceivableActions() {
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["get", "/receivables"] }),
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/clients/{id}") }),
    ]);
  return {
    create: async (body: ReceivableCreate) => {
      await client.POST("/receivables", { body });
      await refresh();
    },
    change: async ({ id, version }: Receivable, body: ReceivableFields) => {
      await client.PUT("/receivables/{id}", { params: { path: { id }, header: { "If-Match": `"v${version}"` } }, body });
      await refresh();
    },
    move: async ({ id }: Receivable, state: Receivable["state"]) => {
      await client.POST("/receivables/{id}/state", { params: { path: { id } }, body: { state } });
      await refresh();
    },
  };
}
