import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import { useUses, type Use } from "./queries";

const pages = { offer: "/offers/$id", campaign: "/campaigns/$id", segment: "/segments/$id", strategy: "/strategies/$id" } as const;

/** The nouns that are feminine in French: their state is too. */
const feminine: ReadonlySet<string> = new Set(["offer", "campaign", "strategy"]);

/** Where a segment is used: what would change with it. */
export function SegmentUses({ id }: { id: string }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Use>[]>(
    () => [
      {
        key: "name",
        title: t("segments.uses.name"),
        cell: (row) =>
          row.noun === "placement" ? (
            <RecordLink to="/placements" search={{ q: row.name, preview: row.id }}>
              {row.name}
            </RecordLink>
          ) : (
            <RecordLink to={pages[row.noun]} params={{ id: row.id }}>
              {row.name}
            </RecordLink>
          ),
      },
      { key: "noun", title: t("segments.uses.what"), cell: (row) => t(`segments.uses.noun.${row.noun}`) },
      { key: "as", title: t("segments.uses.as"), cell: (row) => t(`segments.uses.role.${row.as}`) },
      { key: "state", title: t("segments.uses.state"), cell: (row) => t(`segments.uses.stateOf.${feminine.has(row.noun) ? "f_" : ""}${row.state as "active"}`, { defaultValue: t(`segments.uses.stateOf.${row.state as "active"}`, { defaultValue: row.state }) }) },
    ],
    [t],
  );
  return (
    <Loaded query={useUses(id)} skeleton={<PlotSkeleton height={160} />}>
      {({ items }) => (
        <div className="card">
          {items.length === 0 ? <EmptyState title={t("segments.uses.empty")} body={t("segments.uses.emptyBody")} /> : <SimpleTable label={t("segments.uses.title")} columns={columns} rows={items} rowId={(row) => `${row.id}-${row.as}`} />}
        </div>
      )}
    </Loaded>
  );
}
