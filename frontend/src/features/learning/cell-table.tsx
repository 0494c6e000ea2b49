import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { Section } from "@/ui/section";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import type { Report } from "./queries";

type Cell = Report["cells"][number];

/** Per placement and segment, the chance of each offer to be shown next. */
export function CellTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<Cell>[] = [
    { key: "placement", title: t("learning.cells.placement"), cell: (row) => row.placement_name },
    { key: "segment", title: t("learning.cells.segment"), cell: (row) => row.segment_name || t("learning.cells.everybody") },
    { key: "chances", title: t("learning.cells.chances"), cell: (row) => [...row.arms].sort((a, b) => b.chance - a.chance).slice(0, 4).map((arm) => `${arm.offer_name} ${format.share(arm.chance)}`).join(" · ") },
  ];
  return (
    <Section title={t("learning.cells.title")} hint={t("learning.cells.hint")}>
      <SimpleTable label={t("learning.cells.title")} columns={columns} rows={report.cells} rowId={(row) => `${row.placement_id}-${row.segment_id ?? "0"}`} />
    </Section>
  );
}
