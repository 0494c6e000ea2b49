import { keepPreviousData } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/api";

export type Exploration = Schemas["Exploration"];
export type Head = Schemas["ExploreHead"];
export type Cell = Schemas["ExploreCell"];

export function useExploration(measure: string, rows: string, columns: string | undefined) {
  return api.useQuery("get", "/explore", { params: { query: { measure, rows, columns } } }, { placeholderData: keepPreviousData, staleTime: 60_000 });
}
