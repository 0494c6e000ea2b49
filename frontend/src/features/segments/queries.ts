import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import { download } from "@/lib/csv";
import type { ListData } from "@/lib/list-data";
import type { Rule } from "@/ui/rule-editor/rule";
import type { FileFormat } from "@/ui/table/download-menu";

export type Segment = Schemas["Segment"];
export type Member = Schemas["ClientRow"];
export type Preview = Schemas["SegmentPreview"];
export type Move = Schemas["SegmentMove"];
export type Use = Schemas["SegmentUse"];
export type Quality = Schemas["SegmentQuality"];
export type Span = Schemas["SegmentSpan"];
export type Comparison = Schemas["SegmentComparison"];
export type Profile = Schemas["SegmentProfile"];
export type RuleSegmentFields = { name: string; description: string; rule: Rule };

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

/** What a rule would make, asked anew when the rule changes; the answer before stays until then. */
export function usePreview(rule: Rule | null, segmentId: string | undefined) {
  return useQuery({
    queryKey: ["segments", "preview", segmentId, JSON.stringify(rule)],
    queryFn: async ({ signal }) => (await client.POST("/segments/preview", { body: { rule: rule as never, segment_id: segmentId }, signal })).data as Preview,
    enabled: rule !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 10_000,
  });
}

export function useMoves(id: string, move: string | undefined): ListData<Move> {
  return asList<Move>(api.useInfiniteQuery("get", "/segments/{id}/moves", { params: { path: { id }, query: { move, limit: 50 } } }, byCursor));
}

export function useUses(id: string) {
  return api.useQuery("get", "/segments/{id}/uses", { params: { path: { id } } });
}

export function useQuality(id: string) {
  return api.useQuery("get", "/segments/{id}/quality", { params: { path: { id } } }, { staleTime: 60_000 });
}

export function useComparison(ids: readonly string[]) {
  return api.useQuery("get", "/segments/compare", { params: { query: { ids: ids.join(",") } } }, { enabled: ids.length > 0, placeholderData: keepPreviousData, staleTime: 30_000 });
}

/** Downloads the members of a segment. */
export async function exportSegment(id: string, format: FileFormat) {
  const { data } = await client.GET("/segments/{id}/export", { params: { path: { id }, query: { format, bom: format === "csv" ? true : undefined } }, parseAs: "blob" });
  download(`segment-${id}.${format}`, data as unknown as Blob);
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
    createRule: async ({ name, description, rule }: RuleSegmentFields) => {
      const { data } = await client.POST("/segments", { body: { name, description, kind: "rule", rule: rule as never } });
      await refresh();
      return data as Segment;
    },
    changeRule: async (segment: Segment, { name, description, rule }: RuleSegmentFields) => {
      const { data } = await client.PUT("/segments/{id}", { params: { path: { id: segment.id }, header: { "If-Match": `"v${segment.version}"` } }, body: { name, description, rule: rule as never } });
      await refresh();
      return data as Segment;
    },
    copy: async (id: string, name: string) => {
      const { data } = await client.POST("/segments/{id}/copy", { params: { path: { id } }, body: { name } });
      await refresh();
      return data as Segment;
    },
    rebuild: async (id: string) => {
      await client.POST("/segments/{id}/rebuild", { params: { path: { id } } });
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
