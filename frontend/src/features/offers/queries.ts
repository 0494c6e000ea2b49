import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Offer = Schemas["Offer"];
export type OfferInput = Schemas["OfferInput"];
export type VariantInput = Schemas["VariantInput"];

type Query = { q?: string; sort?: string; state?: string; kind?: string };

export function useOffers({ q, sort, state, kind }: Query): ListData<Offer> {
  return asList<Offer>(api.useInfiniteQuery("get", "/offers", { params: { query: { q, sort, state, kind, limit: 50, total: true } } }, byCursor));
}

export function useOffer(id: string) {
  return api.useQuery("get", "/offers/{id}", { params: { path: { id } } });
}

export function useOfferActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/offers") });
  const at = (id: string) => ({ params: { path: { id } } });
  return {
    create: async (body: OfferInput) => {
      const { data } = await client.POST("/offers", { body });
      await refresh();
      return data as Offer;
    },
    change: async (offer: Offer, body: OfferInput) => {
      const { data } = await client.PUT("/offers/{id}", { params: { path: { id: offer.id }, header: { "If-Match": `"v${offer.version}"` } }, body });
      await refresh();
      return data as Offer;
    },
    approve: async (id: string) => {
      await client.POST("/offers/{id}/approve", at(id));
      await refresh();
    },
    archive: async (id: string) => {
      await client.POST("/offers/{id}/archive", at(id));
      await refresh();
    },
    restore: async (id: string) => {
      await client.POST("/offers/{id}/restore", at(id));
      await refresh();
    },
  };
}
