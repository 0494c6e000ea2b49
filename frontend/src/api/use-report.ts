import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { orNone } from "@/lib/or-none";
import { client } from "./api";
import type { paths } from "./schema";

/** What answers a GET on a path of the API. */
type Answer<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: { "application/json": infer Body } } } } } ? Body : never;

/** What may be asked of a path of the API. */
type Asked<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Query } } } ? ([NonNullable<Query>] extends [never] ? Record<string, never> : NonNullable<Query>) : never;

type ReportPath = Extract<keyof paths, "/portfolio" | `/portfolio/${string}`>;

/** How a report is read: with `keep` the one before stays on the screen until the next is there. */
type How = { keep?: boolean };

/**
 * A report of a portfolio run, read once for all screens that show it and kept for a minute; a job that ends lets it be
 * read again. Null where it does not exist: before the first run, or of a run that does not know it.
 */
export function useReport<P extends ReportPath>(path: P, query: Asked<P>, { keep }: How = {}) {
  return useQuery({
    queryKey: ["get", path, query] as const,
    queryFn: ({ signal }): Promise<Answer<P> | null> => orNone(client.GET(path as never, { params: { query }, signal } as never) as Promise<{ data?: Answer<P> }>),
    staleTime: 60_000,
    placeholderData: keep ? keepPreviousData : undefined,
  });
}
