import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import type { ListData } from "@/lib/list-data";

export type Segment = Schemas["Segment"];
export type Member = Schemas["ClientRow"];

type Query = { q?: string; sort?: string; kind?: string; measure?: string };

export function useSegments({ q, sort, kind, measure }: Query): ListData<Segment> {
  return asList<Segment>(api.useInfiniteQuery("get", "/segments", { params: { query: { q, sort, kind, measure, limit: 100, total: true } } }, byCursor));
}

export function useSegment(id: string) {
  return api.useQuery("get", "/segments/{id}", { params: { path: { id } } });
}

export function useMembers(id: string, sort: string | undefined): ListData<Member> {
  return asList<Member>(api.useInfiniteQuery("get", "/segments/{id}/members", { params: { path: { id }, query: { sort, limit: 50 } } }, byCursor));
}

export function useSegmentActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/segments") });
  return {
    create: async (name: string, description: string) => {
      const { data } = await client.POST("/segments", { body: { name, description } });
      await refresh();
      return data as Segment;
    },
    change: async (segment: Segment, name: string, description: string) => {
      await client.PUT("/segments/{id}", { params: { path: { id: segment.id }, header: { "If-Match": `"v${segment.version}"` } }, body: { name, description } });
      await refresh();
    },
    members: async (id: string, change: { add: string[]; remove: string[] }) => {
      await client.POST("/segments/{id}/members", { params: { path: { id } }, body: change });
      await refresh();
    },
    archive: async (id: string) => {
      await client.POST("/segments/{id}/archive", { params: { path: { id } } });
      await refresh();
    },
    restore: async (id: string) => {
      await client.POST("/segments/{id}/restore", { params: { path: { id } } });
      await refresh();
    },
  };
}
