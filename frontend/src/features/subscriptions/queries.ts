import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Subscription = Schemas["Subscription"];
export type SubscriptionCreate = Schemas["SubscriptionCreate"];
export type SubscriptionFields = Schemas["SubscriptionFields"];

type Query = Record<string, string | boolean | undefined>;

export function useSubscriptions({ preview: _, ...search }: Query): ListData<Subscription> {
  return asList<Subscription>(api.useInfiniteQuery("get", "/subscriptions", { params: { query: { limit: 50, total: true, ...search } } }, byCursor));
}

/** Writes on subscriptions; lists and the client's page read again. */
export function useSubscriptionActions() {
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["get", "/subscriptions"] }),
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/clients/{id}") }),
    ]);
  return {
    create: async (body: SubscriptionCreate) => {
      await client.POST("/subscriptions", { body });
      await refresh();
    },
    change: async ({ id, version }: Subscription, body: SubscriptionFields) => {
      await client.PUT("/subscriptions/{id}", { params: { path: { id }, header: { "If-Match": `"v${version}"` } }, body });
      await refresh();
    },
    end: async ({ id }: Subscription, end_day: string, end_reason: string) => {
      await client.POST("/subscriptions/{id}/end", { params: { path: { id } }, body: { end_day, end_reason } });
      await refresh();
    },
  };
}
