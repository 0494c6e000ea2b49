import { useQuery } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";
import { orNone } from "@/lib/or-none";
import type { ReportSearch } from "@/lib/report-search";

export type Matrix = Schemas["MatrixReport"];
export type Lifetime = Schemas["LifetimeReport"];
export type LifeStage = Schemas["LifeStageReport"];
export type Retention = Schemas["RetentionReport"];
export type Relationship = Schemas["RelationshipReport"];
export type Balance = Schemas["BalanceReport"];
export type Places = Schemas["MapReport"];

const kept = { staleTime: 60_000 };

/** The reports of a run, asked for under the names that their own screens use, so that going there needs no second answer. */
export function useMatrix(query: ReportSearch) {
  return useQuery({ queryKey: ["get", "/portfolio/matrix", query], queryFn: ({ signal }) => orNone<Matrix>(client.GET("/portfolio/matrix", { params: { query }, signal })), ...kept });
}

export function useLifetime(query: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "lifetime", query], queryFn: ({ signal }) => orNone<Lifetime>(client.GET("/portfolio/lifetime", { params: { query }, signal })), ...kept });
}

export function useLifeStage(query: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "life_stage", query], queryFn: ({ signal }) => orNone<LifeStage>(client.GET("/portfolio/life_stage", { params: { query }, signal })), ...kept });
}

export function useRetention(query: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "retention", query], queryFn: ({ signal }) => orNone<Retention>(client.GET("/portfolio/retention", { params: { query }, signal })), ...kept });
}

export function useRelationship(query: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "relationship", query], queryFn: ({ signal }) => orNone<Relationship>(client.GET("/portfolio/relationship", { params: { query }, signal })), ...kept });
}

export function useBalance(query: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "balance", query], queryFn: ({ signal }) => orNone<Balance>(client.GET("/portfolio/balance", { params: { query }, signal })), ...kept });
}

export function usePlaces(query: ReportSearch) {
  return useQuery({ queryKey: ["portfolio", "map", query], queryFn: ({ signal }) => orNone<Places>(client.GET("/portfolio/map", { params: { query }, signal })), ...kept });
}
