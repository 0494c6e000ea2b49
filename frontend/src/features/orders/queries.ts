import { api, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Order = Schemas["Order"];
export type OrderRow = Schemas["OrderRow"];

type Query = { q?: string; sort?: string; kind?: string; status?: string; channel?: string; client_id?: string; from?: string; to?: string; anonymous?: boolean };

export function useOrders({ q: reference, sort, kind, status, channel, client_id, from, to, anonymous }: Query): ListData<OrderRow> {
  return asList<OrderRow>(
    api.useInfiniteQuery("get", "/orders", { params: { query: { reference, sort, kind, status, channel, client_id, from, to, anonymous, limit: 50, total: true } } }, byCursor),
  );
}

export function useOrder(id: string) {
  return api.useQuery("get", "/orders/{id}", { params: { path: { id } } });
}
