import { api } from "@/api/api";

/** All offers, for choosing one. */
export function useOfferChoices() {
  return api.useQuery("get", "/offers", { params: { query: { limit: 200 } } }, { staleTime: 60_000 });
}

/** All placements, for choosing some. */
export function usePlacementChoices() {
  return api.useQuery("get", "/placements", { params: { query: { limit: 200 } } }, { staleTime: 60_000 });
}

/** All collections, for choosing one. */
export function useCollectionChoices() {
  return api.useQuery("get", "/collections", { params: { query: { limit: 200 } } }, { staleTime: 30_000 });
}

/** All strategies, for choosing one. */
export function useStrategyChoices() {
  return api.useQuery("get", "/strategies", { params: { query: { limit: 200 } } }, { staleTime: 30_000 });
}
