import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Case = Schemas["Case"];
export type CaseCreate = Schemas["CaseCreate"];

export type CaseState = Schemas["CaseState"];

type Query = Record<string, string | boolean | undefined>;

export function useCases({ preview: _, ...search }: Query): ListData<Case> {
  return asList<Case>(api.useInfiniteQuery("get", "/cases", { params: { query: { limit: 50, total: true, ...search } } }, byCursor));
}

export function useCaseActions() {
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["get", "/cases"] }),
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/clients/{id}") }),
    ]);
  return {
    create: async (body: CaseCreate) => {
      await client.POST("/cases", { body });
      await refresh();
    },
    move: async (id: string, body: CaseState) => {
      await client.POST("/cases/{id}/state", { params: { path: { id } }, body });
      await refresh();
    },
  };
}
