import { useQuery } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";
import { orNone } from "@/lib/or-none";
import type { ReportSearch } from "@/lib/report-search";

export type RelationshipReport = Schemas["RelationshipReport"];

/** Clients by the state of their relationship, with the doubts; null before the first run. */
export function useRelationship(search: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "relationship", search], queryFn: ({ signal }) => orNone<RelationshipReport>(client.GET("/portfolio/relationship", { params: { query: search }, signal })) });
}
