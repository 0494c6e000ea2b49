import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Section } from "@/ui/section";
import { DataTable } from "@/ui/table/data-table";
import { useRenewals, type RenewalFilter } from "./queries";

type Props = { filter: RenewalFilter; day: string | undefined; onAllDays: () => void; tools: ReactNode };

/** The renewals of a month or a day, the one due first on top. */
export function RenewalList({ filter, day, onAllDays, tools }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const data = useRenewals(useReportSearch(), filter);
  return (
    <Section
      title={t("lifeStage.listTitle", { count: data.total ?? 0 })}
      hint={
        day ? (
          <>
            {format.day(day, "long")}{" "}
            <Button variant="subtle" size="compact-xs" onClick={onAllDays}>
              {t("lifeStage.wholeMonth")}
            </Button>
          </>
        ) : (
          t("lifeStage.listHint")
        )
      }
      actions={tools}
    >
      <DataTable
        plain
        label={t("lifeStage.list")}
        data={data}
        rowId={(row) => row.client.id}
        rowName={(row) => row.client.name}
        empty={<EmptyState compact title={t("lifeStage.emptyTitle")} body={t("lifeStage.emptyBody")} />}
        columns={[
          { key: "client", title: t("charts.client"), fixed: true, cell: (row) => <ClientLink id={row.client.id} name={row.client.name} /> },
          { key: "due", title: t("lifeStage.due"), figure: true, phone: true, cell: (row) => <span title={`${format.day(row.due_from)} – ${format.day(row.due_to)}`}>{format.day(row.due_day)}</span> },
          { key: "category", title: t("charts.norm.category"), phone: true, cell: (row) => row.category?.name ?? "–" },
          { key: "late", title: t("lifeStage.late"), figure: true, cell: (row) => (row.days_late > 0 ? t("charts.norm.day", { count: row.days_late }) : "–") },
          { key: "value", title: t("plots.revenue"), figure: true, cell: (row) => format.money(row.revenue_minor, "whole") },
        ]}
      />
    </Section>
  );
}
