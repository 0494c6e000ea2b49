import type { Problem } from "./problem";

/** A list that grows page by page, as screens use it. */
export type ListData<T> = {
  rows: readonly T[];
  /** Exact count when the server gave one. */
  total: number | null;
  loading: boolean;
  problem: Problem | null;
  retry: () => void;
  hasMore: boolean;
  more: () => void;
  loadingMore: boolean;
};

/** Lines that are there already, as a list that does not grow. */
export function listOf<T>(rows: readonly T[]): ListData<T> {
  const nothing = () => undefined;
  return { rows, total: rows.length, loading: false, problem: null, retry: nothing, hasMore: false, more: nothing, loadingMore: false };
}
