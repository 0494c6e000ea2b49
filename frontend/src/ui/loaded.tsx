import type { ReactNode } from "react";
import { asProblem } from "@/lib/problem";
import { ErrorState } from "./error-state";

type Query<T> = { data: T | undefined; error: unknown; refetch: () => unknown };

type Props<T> = { query: Query<T>; skeleton: ReactNode; compact?: boolean; children: (data: T) => ReactNode };

/** Data once it is there; until then its shape; and what to do when it did not come. */
export function Loaded<T>({ query, skeleton, compact, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <div className="card">
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} compact={compact} />
      </div>
    );
  }
  return skeleton;
}
