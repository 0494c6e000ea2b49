import { queryOptions, useQuery } from "@tanstack/react-query";
import { client, type Schemas } from "@/api/api";
import { asProblem } from "@/lib/problem";

export type Portfolio = Schemas["Portfolio"];

/** The published portfolio run with all its figures; null until the first run. */
export const portfolioQuery = queryOptions({
  queryKey: ["portfolio"],
  queryFn: async ({ signal }) => {
    try {
      return (await client.GET("/portfolio", { signal })).data as Portfolio;
    } catch (thrown) {
      if (asProblem(thrown).kind === "not_found") return null;
      throw thrown;
    }
  },
  staleTime: 60_000,
});

export function usePortfolio() {
  return useQuery(portfolioQuery);
}
