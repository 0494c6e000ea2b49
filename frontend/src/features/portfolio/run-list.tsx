import { IconHistory } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { StartRun } from "@/entities/start-run";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useRuns, type Run } from "./queries";
import { runTone } from "./run-tone";

const route = getRouteApi("/signed/portfolio/runs");

/** All portfolio runs, the newest first. */
export function RunListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const columns = useMemo<Column<Run>[]>(
    () => [
      {
        key: "number",
        title: t("runs.field.number"),
        fixed: true,
        cell: (row) => (
          <RecordLink to="/portfolio/runs/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">
            {t("runs.one", { number: row.number })}
          </RecordLink>
        ),
        text: (row) => String(row.number),
      },
      { key: "as_of", title: t("runs.field.asOf"), phone: true, cell: (row) => format.day(row.as_of), text: (row) => row.as_of },
      {
        key: "state",
        title: t("runs.field.state"),
        phone: true,
        cell: (row) => <StateBadge tone={runTone(row)}>{row.current ? t("runs.current") : t(`runs.state.${row.state}`)}</StateBadge>,
        text: (row) => row.state,
      },
      { key: "clients", title: t("runs.field.clients"), figure: true, phone: true, cell: (row) => format.number(row.clients), text: (row) => String(row.clients) },
      { key: "changed", title: t("runs.field.changed"), figure: true, cell: (row) => format.number(row.changed), text: (row) => String(row.changed) },
      { key: "trigger", title: t("runs.field.trigger"), cell: (row) => t(`runs.trigger.${row.trigger}`), text: (row) => row.trigger },
      { key: "created", title: t("runs.field.created"), figure: true, cell: (row) => format.instant(row.created_at), text: (row) => row.created_at },
    ],
    [t, format],
  );
  return (
    <ListScreen
      id="runs"
      title={t("runs.title")}
      lead={t("runs.lead")}
      actions={<StartRun />}
      columns={columns}
      data={useRuns()}
      search={search}
      rowId={(row) => row.id}
      rowName={(row) => t("runs.one", { number: row.number })}
      recordOf={(row) => ({ to: "/portfolio/runs/$id", params: { id: row.id } })}
      empty={<EmptyState icon={<IconHistory size={36} stroke={1.5} aria-hidden />} title={t("runs.empty.title")} body={t("runs.empty.body")} action={<StartRun />} />}
    />
  );
}
