import { useTranslation } from "react-i18next";
import { ClassBadge } from "@/entities/class-badge";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import { classLook } from "@/ui/chart/class-look";
import { useLook } from "@/ui/chart/use-look";
import { Section } from "@/ui/section";
import { SimpleTable } from "@/ui/table/simple-table";
import type { Matrix } from "./queries";
import type { MatrixSearch } from "./matrix-search";

type Row = Matrix["quadrants"][number];

/** The quadrants with their clients, value and potential, and what to do in each. */
export function QuadrantTable({ matrix, search }: { matrix: Matrix; search: MatrixSearch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = search.raw ? matrix.raw : matrix.quadrants;
  const before = (row: Row) => matrix.raw.find((one) => one.quadrant === row.quadrant)?.clients;
  return (
    <Section title={t(search.raw ? "matrix.table.raw" : "matrix.table.title")} hint={t("matrix.table.hint")}>
      <SimpleTable
        label={t("matrix.table.title")}
        rows={rows}
        rowId={(row) => row.quadrant}
        columns={[
          { key: "quadrant", title: t("charts.matrix.quadrant"), cell: (row) => <ClassBadge measure="quadrant" name={row.quadrant} /> },
          { key: "clients", title: t("portfolio.clients"), figure: true, cell: (row) => <Clients row={row} search={search} /> },
          ...(search.raw ? [] : [{ key: "before", title: t("charts.matrix.raw"), figure: true, cell: (row: Row) => format.number(before(row)) }]),
          { key: "share", title: t("portfolio.share"), figure: true, cell: (row) => format.share(row.client_share, 1) },
          { key: "actual", title: t("charts.matrix.actual"), figure: true, measure: "actual", cell: (row) => format.money(row.actual_minor, "whole") },
          { key: "potential", title: t("charts.matrix.potential"), figure: true, measure: "potential", cell: (row) => format.money(row.potential_minor, "whole") },
          { key: "todo", title: t("matrix.table.todo"), cell: (row) => <span style={{ color: "var(--ink-soft)" }}>{t(`matrix.todo.${row.quadrant}`)}</span> },
        ]}
      />
    </Section>
  );
}

/** How many, leading to who. */
function Clients({ row, search }: { row: Row; search: MatrixSearch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  if (search.run || row.clients === 0) return format.number(row.clients);
  return (
    <RecordLink to="/clients" search={{ [search.raw ? "raw_quadrant" : "quadrant"]: row.quadrant, division_id: search.division_id, sort: "-potential" }} fz="inherit" aria-label={`${t("portfolio.seeClients")}: ${classLook(look, "quadrant", row.quadrant).label}, ${format.number(row.clients)}`}>
      {format.number(row.clients)}
    </RecordLink>
  );
}
