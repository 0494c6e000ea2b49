import { useQuery } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { useJobStarted } from "@/entities/jobs";
import { orNone } from "@/lib/or-none";

export type Dashboard = Schemas["Dashboard"];

export function useDashboard() {
  return api.useQuery("get", "/dashboard", {});
}

/** How many clients a narrowed list holds: the same number as the list says when it is opened. */
export function useClientCount(filter: { quadrant?: string; due_from?: string; due_to?: string; life_stage?: string; abc?: string; rfm_group?: string; satisfied_leaving?: boolean }) {
  return useQuery({
    queryKey: ["clients", "count", filter],
    queryFn: async ({ signal }) => (await orNone(client.GET("/clients", { params: { query: { ...filter, limit: 1, total: true } }, signal })))?.total ?? 0,
    staleTime: 60_000,
  });
}

/** Loads the demo data into an empty base, in the background. */
export function useLoadDemo() {
  const started = useJobStarted();
  return async () => {
    await client.POST("/demo", { body: {} });
    started();
  };
}
