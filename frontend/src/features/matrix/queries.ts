import { useQueryClient } from "@tanstack/react-query";
import { api, client, type Schemas } from "@/api/api";
import { asList, byCursor } from "@/api/use-list";
import { useReport } from "@/api/use-report";
import type { ListData } from "@/lib/list-data";
import { readLater } from "@/lib/read-later";
import type { ReportSearch } from "@/lib/report-search";
import type { MatrixSearch, Question } from "./matrix-search";

export type Matrix = Schemas["MatrixReport"];
export type MatrixPoint = Schemas["MatrixPoint"];
export type ClientRow = Schemas["ClientRow"];
export type Answer = "yes" | "no";

/** The most points that are drawn; where clients are more, these are the largest. */
export const mostPoints = 1000;
/** The most clients picked at once. */
export const mostPicked = 5000;
const perRequest = 1000;

/** The matrix of a run; null before the first one. */
export function useMatrix(search: ReportSearch) {
  return useReport("/portfolio/matrix", search);
}

export function useMatrixPoints(search: ReportSearch, enabled: boolean) {
  return api.useQuery("get", "/portfolio/matrix/points", { params: { query: { ...search, limit: mostPoints } } }, { enabled, staleTime: 60_000 });
}

const unverified = ({ division_id, open, sort }: MatrixSearch) => ({
  quadrant: "unverified",
  still: true,
  division_id,
  sort: sort ?? "-potential",
  ...(open ? { [`guard_${open}`]: "unanswered" } : {}),
});

/** Clients that wait for an answer, as they stand now; the one with most potential first. */
export function useUnverified(search: MatrixSearch): ListData<ClientRow> {
  return asList<ClientRow>(api.useInfiniteQuery("get", "/clients", { params: { query: { ...unverified(search), limit: 25, total: true } } }, byCursor));
}

/** Answers to give: which question, and what is answered. */
export type Given = Partial<Record<Question, Answer>>;

export type Judged = { clientIds: readonly string[]; given: Given; reason: string; expires: string | null };

export function useGuardActions() {
  const queryClient = useQueryClient();
  const readAgain = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["get", "/clients"] }),
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/clients/{id}") }),
    ]);
  // Live figures follow an answer within a second or so, later where much is computed.
  const refresh = () => readLater(readAgain);
  return {
    /** Every client that waits, page by page, up to the most that are picked at once. */
    all: async (search: MatrixSearch) => {
      const rows: ClientRow[] = [];
      let cursor: string | undefined;
      do {
        const { data } = await client.GET("/clients", { params: { query: { ...unverified(search), limit: 200, cursor } } });
        rows.push(...(data?.items ?? []));
        cursor = data?.next_cursor ?? undefined;
      } while (cursor && rows.length < mostPicked);
      return rows.slice(0, mostPicked);
    },
    answer: async ({ clientIds, given, reason, expires }: Judged) => {
      try {
        for (const [guard, answer] of Object.entries(given) as [Question, Answer][]) {
          for (let from = 0; from < clientIds.length; from += perRequest) {
            await client.POST("/portfolio/guards", { body: { client_ids: clientIds.slice(from, from + perRequest), guard, answer, reason, expires_day: expires } });
          }
        }
      } finally {
        refresh();
      }
    },
    withdraw: async ({ clientIds, given }: Judged, reason: string) => {
      try {
        for (const id of clientIds) {
          for (const guard of Object.keys(given) as Question[]) await client.POST("/clients/{id}/guards/{guard}/withdraw", { params: { path: { id, guard } }, body: { reason } });
        }
      } finally {
        refresh();
      }
    },
  };
}
