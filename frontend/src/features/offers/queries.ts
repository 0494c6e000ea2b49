import { keepPreviousData, useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import { download } from "@/lib/csv";
import type { ListData } from "@/lib/list-data";

export type Offer = Schemas["Offer"];
export type OfferInput = Schemas["OfferInput"];
export type VariantInput = Schemas["VariantInput"];
export type CapFields = Schemas["CapFields"];
export type Budget = Schemas["OfferBudget"];
export type Code = Schemas["OfferCode"];
export type Redemption = Schemas["Redemption"];
export type Results = Schemas["OfferResults"];

type Query = { q?: string; sort?: string; state?: string; kind?: string };

export function useOffers({ q, sort, state, kind }: Query): ListData<Offer> {
  return asList<Offer>(api.useInfiniteQuery("get", "/offers", { params: { query: { q, sort, state, kind, limit: 50, total: true } } }, byCursor));
}

export function useOffer(id: string) {
  return api.useQuery("get", "/offers/{id}", { params: { path: { id } } });
}

export function useResults(id: string) {
  return api.useQuery("get", "/offers/{id}/results", { params: { path: { id } } }, { staleTime: 10_000 });
}

export function useBudget(id: string) {
  return api.useQuery("get", "/offers/{id}/budget", { params: { path: { id } } }, { staleTime: 10_000 });
}

/** The unique codes of an offer in a state ("" for all), and how many there are in each. */
export function useCodes(id: string, state: string) {
  const query = api.useInfiniteQuery("get", "/offers/{id}/codes", { params: { path: { id }, query: { limit: 20, state: state || undefined } } }, { ...byCursor, placeholderData: keepPreviousData });
  return { list: asList<Code>(query), counts: query.data?.pages[0]?.counts };
}

/** The redemptions of an offer, newest first. */
export function useRedemptions(id: string) {
  return asList<Redemption>(api.useInfiniteQuery("get", "/redemptions", { params: { query: { offer_id: id, limit: 20, total: true } } }, byCursor));
}

/** Offers that are neither archived nor over, for the calendar. */
export function useCalendar() {
  return api.useQuery("get", "/offers", { params: { query: { state: "draft,approved", limit: 200 } } }, { staleTime: 30_000 });
}

/** Downloads every code of an offer. */
export async function exportCodes(id: string) {
  const { data } = await client.GET("/offers/{id}/codes/export", { params: { path: { id } }, parseAs: "blob" });
  download(`codes-${id}.csv`, data as unknown as Blob);
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
    generateCodes: async (id: string, count: number, prefix: string) => {
      const { data } = await client.POST("/offers/{id}/codes/generate", { params: { path: { id } }, body: { count, prefix } });
      await refresh();
      return data as Schemas["OfferCodesAdded"];
    },
    addCodes: async (id: string, csv: string) => {
      const { data } = await client.POST("/offers/{id}/codes", { params: { path: { id } }, body: { csv } });
      await refresh();
      return data as Schemas["OfferCodesAdded"];
    },
    voidCode: async (id: string) => {
      await client.POST("/offer_codes/{id}/void", at(id));
      await refresh();
    },
    cancelRedemption: async (id: string, reason: string) => {
      await client.POST("/redemptions/{id}/cancel", { ...at(id), body: { reason } });
      await Promise.all([refresh(), queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/redemptions" })]);
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
