import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Interaction = Schemas["Interaction"];
export type InteractionCreate = Schemas["InteractionCreate"];

type Query = { sort?: string; client_id?: string; channel?: string; direction?: string };

export function useInteractions({ sort, client_id, channel, direction }: Query): ListData<Interaction> {
  return asList<Interaction>(api.useInfiniteQuery("get", "/interactions", { params: { query: { sort, client_id, channel, direction, limit: 50 } } }, byCursor));
}

export function useInteractionActions() {
  const queryClient = useQueryClient();
  return {
    create: async (body: InteractionCreate) => {
      await client.POST("/interactions", { body });
      await queryClient.invalidateQueries({ queryKey: ["get", "/interactions"] });
    },
  };
}
