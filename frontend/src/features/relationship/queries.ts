import type { Schemas } from "@/api/api";
import { useReport } from "@/api/use-report";
import type { ReportSearch } from "@/lib/report-search";

export type RelationshipReport = Schemas["RelationshipReport"];

/** Clients by the state of their relationship, with the doubts; null before the first run. */
export function useRelationship(search: ReportSearch) {
  return useReport("/portfolio/relationship", search);
}
