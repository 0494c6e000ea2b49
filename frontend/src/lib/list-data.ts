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
