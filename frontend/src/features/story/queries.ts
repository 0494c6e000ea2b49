import type { Schemas } from "@/api/api";
import { useReport } from "@/api/use-report";
import type { ReportSearch } from "@/lib/report-search";

export type Matrix = Schemas["MatrixReport"];
export type Lifetime = Schemas["LifetimeReport"];
export type LifeStage = Schemas["LifeStageReport"];
export type Retention = Schemas["RetentionReport"];
export type Relationship = Schemas["RelationshipReport"];
export type Balance = Schemas["BalanceReport"];
export type Places = Schemas["MapReport"];

/** The reports that this page tells of, each read once for it and for its own screen. */
export function useMatrix(query: ReportSearch) {
  return useReport("/portfolio/matrix", query);
}

export function useLifetime(query: ReportSearch) {
  return useReport("/portfolio/lifetime", query);
}

export function useLifeStage(query: ReportSearch) {
  return useReport("/portfolio/life_stage", query);
}

export function useRetention(query: ReportSearch) {
  return useReport("/portfolio/retention", query);
}

export function useRelationship(query: ReportSearch) {
  return useReport("/portfolio/relationship", query);
}

export function useBalance(query: ReportSearch) {
  return useReport("/portfolio/balance", query);
}

export function usePlaces(query: ReportSearch) {
  return useReport("/portfolio/map", query);
}
