import { useTranslation } from "react-i18next";
import { useSegmentChoices, useSegmentName } from "@/entities/segment-picker";
import { useFormat } from "@/i18n/use-format";
import { nameIn } from "@/lib/name-in";
import { Section } from "@/ui/section";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import classes from "./learning.module.css";
import type { Report } from "./queries";

type Cell = Report["cells"][number];

/** Per placement and segment, the chance of each offer to be shown next. */
export function CellTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const nameOf = useSegmentName();
  const segments = useSegmentChoices();
  const named = (row: Cell) => (row.segment_id ? nameIn(segments, row.segment_id, row.segment_name, nameOf) : t("learning.cells.everybody"));
  const columns: Column<Cell>[] = [
    { key: "placement", title: t("learning.cells.placement"), cell: (row) => row.placement_name },
    { key: "segment", title: t("learning.cells.segment"), cell: named },
    { key: "chances", title: t("learning.cells.chances"), cell: (row) => <Chances cell={row} /> },
  ];
  return (
    <Section title={t("learning.cells.title")} hint={t("learning.cells.hint")}>
      <SimpleTable label={t("learning.cells.title")} columns={columns} rows={report.cells} rowId={(row) => `${row.placement_id}-${row.segment_id ?? "0"}`} />
    </Section>
  );
}

/** The chances of a cell as bars, the strongest first. */
function Chances({ cell }: { cell: Cell }) {
  const format = useFormat();
  return (
    <ul className={classes.chances}>
      {[...cell.arms]
        .sort((a, b) => b.chance - a.chance)
        .map((arm) => (
          <li key={arm.offer_id}>
            <span>{arm.offer_name}</span>
            <span className={classes.track} aria-hidden>
              <i style={{ width: `${arm.chance * 100}%` }} />
            </span>
            <span className="tabular">{format.share(arm.chance)}</span>
          </li>
        ))}
    </ul>
  );
}
