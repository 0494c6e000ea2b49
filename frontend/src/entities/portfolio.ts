import { queryOptions } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";

export type Portfolio = Schemas["Portfolio"];

/** The published portfolio run, whose figures all screens show. */
export const portfolioQuery = queryOptions({
  queryKey: ["portfolio"],
  queryFn: async ({ signal }) => (await client.GET("/portfolio", { signal })).data as Portfolio,
  staleTime: 60_000,
});
