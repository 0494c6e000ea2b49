import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type ExchangeRate = Schemas["ExchangeRate"];

export function useExchangeRates({ sort, currency }: { sort?: string; currency?: string }): ListData<ExchangeRate> {
  return asList<ExchangeRate>(api.useInfiniteQuery("get", "/exchange_rates", { params: { query: { sort, currency, limit: 50, total: true } } }, byCursor));
}

/** Sets rates; one of null is removed. */
export function useExchangeRateActions() {
  const queryClient = useQueryClient();
  return {
    put: async (row: Schemas["ExchangeRatePutRow"]) => {
      await client.PUT("/exchange_rates", { body: { items: [row] } });
      await queryClient.invalidateQueries({ queryKey: ["get", "/exchange_rates"] });
    },
  };
}
