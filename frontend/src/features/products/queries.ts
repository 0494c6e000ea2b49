import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Product = Schemas["Product"];
export type ProductCreate = Schemas["ProductCreate"];
export type ProductFields = Schemas["ProductFields"];

type Query = { q?: string; sort?: string; category_id?: string; state?: string };

export function useProducts({ q, sort, category_id, state }: Query): ListData<Product> {
  return asList<Product>(api.useInfiniteQuery("get", "/products", { params: { query: { q, sort, category_id, state, limit: 50, total: true } } }, byCursor));
}

export function useCategories() {
  return api.useQuery("get", "/categories", { params: { query: { limit: 200 } } }, { staleTime: 60_000 });
}

export function useProductActions() {
  const queryClient = useQueryClient();
  const refresh = () =>
    queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/products" || queryKey[1] === "/products/{id}" });
  return {
    create: async (body: ProductCreate) => {
      await client.POST("/products", { body });
      await refresh();
    },
    change: async (product: Product, body: ProductFields) => {
      await client.PUT("/products/{id}", { params: { path: { id: product.id }, header: { "If-Match": `"v${product.version}"` } }, body });
      await refresh();
    },
    archive: async (product: Product) => {
      await client.POST("/products/{id}/archive", { params: { path: { id: product.id } } });
      await refresh();
    },
    restore: async (product: Product) => {
      await client.POST("/products/{id}/restore", { params: { path: { id: product.id } } });
      await refresh();
    },
  };
}
