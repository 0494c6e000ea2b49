import type { InfiniteData } from "@tanstack/react-query";
import type { ListData } from "@/lib/list-data";
import { asProblem } from "@/lib/problem";

type Page<T> = { items?: readonly T[] | null; next_cursor?: string | null; total?: number | null };

type Infinite<P> = {
  data: InfiniteData<P> | undefined;
  error: unknown;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
};

/** How infinite queries follow the API's cursors. */
export const byCursor = {
  pageParamName: "cursor",
  initialPageParam: null as unknown as string,
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor || undefined,
};

/** An infinite query as the list that screens show. */
export function asList<T>(query: Infinite<Page<T>>): ListData<T> {
  const pages = query.data?.pages ?? [];
  return {
    rows: pages.flatMap((page) => page.items ?? []),
    total: pages[0]?.total ?? null,
    loading: query.isPending && !query.error,
    problem: query.error ? asProblem(query.error) : null,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    more: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
  };
}
