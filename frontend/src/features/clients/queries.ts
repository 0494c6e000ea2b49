import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Client = Schemas["Client"];
export type ClientRow = Schemas["ClientRow"];
export type ClientCreate = Schemas["ClientCreate"];
export type ClientFields = Schemas["ClientFields"];
export type ClientCard = Schemas["ClientCard"];
export type Attribute = Schemas["Attribute"];
export type OrderRow = Schemas["OrderRow"];
export type Interaction = Schemas["Interaction"];
export type Contact = Schemas["Contact"];
export type ConsentFields = Schemas["ConsentFields"];

type Query = Record<string, string | boolean | undefined>;

/** Clients that fit the words and filters of the URL. */
export function useClients({ preview: _, ...search }: Query): ListData<ClientRow> {
  return asList<ClientRow>(api.useInfiniteQuery("get", "/clients", { params: { query: { limit: 50, total: true, ...search } } }, byCursor));
}

export function useClient(id: string) {
  return api.useQuery("get", "/clients/{id}", { params: { path: { id } } });
}

export function useClientValue(id: string) {
  return api.useQuery("get", "/clients/{id}/figures", { params: { path: { id } } });
}

export function useClientOrders(id: string): ListData<OrderRow> {
  return asList<OrderRow>(api.useInfiniteQuery("get", "/orders", { params: { query: { client_id: id, limit: 20 } } }, byCursor));
}

export function useClientInteractions(id: string): ListData<Interaction> {
  return asList<Interaction>(api.useInfiniteQuery("get", "/clients/{id}/interactions", { params: { path: { id }, query: { limit: 20 } } }, byCursor));
}

export function useClientContacts(id: string) {
  return api.useQuery("get", "/clients/{id}/contacts", { params: { path: { id }, query: { limit: 50 } } });
}

export function useClientSegments(id: string) {
  return api.useQuery("get", "/clients/{id}/segments", { params: { path: { id } } });
}

export function useClientConsents(id: string) {
  return api.useQuery("get", "/clients/{id}/consents", { params: { path: { id } } });
}

export function useClientOffers(id: string) {
  return api.useQuery("get", "/clients/{id}/offers", { params: { path: { id } } });
}

export function useClientReceivables(id: string): ListData<Schemas["Receivable"]> {
  return asList<Schemas["Receivable"]>(api.useInfiniteQuery("get", "/clients/{id}/receivables", { params: { path: { id }, query: { limit: 20 } } }, byCursor));
}

export function useClientSubscriptions(id: string): ListData<Schemas["Subscription"]> {
  return asList<Schemas["Subscription"]>(api.useInfiniteQuery("get", "/clients/{id}/subscriptions", { params: { path: { id }, query: { limit: 20 } } }, byCursor));
}

export function useClientWalletShares(id: string): ListData<Schemas["WalletShare"]> {
  return asList<Schemas["WalletShare"]>(api.useInfiniteQuery("get", "/clients/{id}/wallet_shares", { params: { path: { id }, query: { limit: 20 } } }, byCursor));
}

/** The company's own fields, each with the client's value where there is one; undefined until both are known. */
export function useAttributeValues(id: string) {
  const attributes = api.useQuery("get", "/attributes", { params: { query: { limit: 200 } } }, { staleTime: 60_000 }).data?.items;
  const values = api.useQuery("get", "/clients/{id}/attributes", { params: { path: { id } } }, { enabled: (attributes ?? []).length > 0 }).data?.values as Record<string, unknown> | undefined;
  if (!attributes || (attributes.length > 0 && !values)) return undefined;
  return attributes.map((attribute) => ({ attribute, value: values?.[attribute.code] }));
}

/** The clients of the list as a file, by the same filters. */
export function useClientExport({ preview: _, ...search }: Query) {
  return async (format: "csv" | "xlsx" | "parquet") => {
    const { data } = await client.GET("/clients/export", { params: { query: { ...search, format, bom: format === "csv" ? true : undefined } as never }, parseAs: "blob" });
    return data as unknown as Blob;
  };
}

/** Writes on clients; each reads again what it changed. */
export function useClientActions() {
  const queryClient = useQueryClient();
  const refresh = (id?: string) =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["get", "/clients"] }),
      id && queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/clients/{id}") }),
    ]);
  return {
    create: async (body: ClientCreate) => {
      const { data } = await client.POST("/clients", { body });
      await refresh();
      return data as Client;
    },
    change: async (id: string, version: number, body: ClientFields) => {
      const { data } = await client.PUT("/clients/{id}", { params: { path: { id }, header: { "If-Match": `"v${version}"` } }, body });
      await refresh(id);
      return data as Client;
    },
    archive: async (id: string) => {
      await client.POST("/clients/{id}/archive", { params: { path: { id } } });
      await refresh(id);
    },
    restore: async (id: string) => {
      await client.POST("/clients/{id}/restore", { params: { path: { id } } });
      await refresh(id);
    },
    /** Sets values by attribute code; null takes one away, codes that are left out keep theirs. */
    setAttributes: async (id: string, values: Record<string, unknown>) => {
      await client.PUT("/clients/{id}/attributes", { params: { path: { id } }, body: { values: values as never } });
      await refresh(id);
    },
    recordConsent: async (id: string, body: ConsentFields) => {
      await client.POST("/clients/{id}/consents", { params: { path: { id } }, body });
      await refresh(id);
    },
  };
}
