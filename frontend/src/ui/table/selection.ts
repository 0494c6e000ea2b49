import { useMemo, useState } from "react";
import type { Selection } from "./data-table";

/** Lines picked by a person; they stay picked while more pages are shown. */
export function useSelection() {
  const [picked, setPicked] = useState<ReadonlySet<string>>(() => new Set());
  return useMemo(() => {
    const selection: Selection = {
      picked,
      onPick: (ids, on) =>
        setPicked((before) => {
          const next = new Set(before);
          for (const id of ids) {
            if (on) next.add(id);
            else next.delete(id);
          }
          return next;
        }),
    };
    return { selection, count: picked.size, ids: [...picked], clear: () => setPicked(new Set()) };
  }, [picked]);
}
