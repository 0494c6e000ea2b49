import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Case = Schemas["Case"];
export type CaseCreate = Schemas["CaseCreate"];

type Query = { sort?: string; client_id?: string; state?: string; severity?: string; kind?: string };

export function useCases({ sort, client_id, state, severity, kind }: Query): ListData<Case> {
  return asList<Case>(api.useInfiniteQuery("get", "/cases", { params: { query: { sort, client_id, state, severity, kind, limit: 50 } } }, byCursor));
}

export function useCaseActions() {
  const queryClient = useQueryClient();
  return {
    create: async (body: CaseCreate) => {
      await client.POST("/cases", { body });
      await queryClient.invalidateQueries({ queryKey: ["get", "/cases"] });
    },
  };
}
