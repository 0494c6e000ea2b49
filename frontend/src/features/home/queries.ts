import { api, type Schemas } from "@/api/api";

export type Dashboard = Schemas["Dashboard"];

export function useDashboard() {
  return api.useQuery("get", "/dashboard", {});
}
