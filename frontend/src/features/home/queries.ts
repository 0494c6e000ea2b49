import { api, client, type Schemas } from "@/api/api";
import { useJobStarted } from "@/entities/jobs";

export type Dashboard = Schemas["Dashboard"];

export function useDashboard() {
  return api.useQuery("get", "/dashboard", {});
}

/** Loads the demo data into an empty base, in the background. */
export function useLoadDemo() {
  const started = useJobStarted();
  return async () => {
    await client.POST("/demo", { body: {} });
    started();
  };
}
