import { IconFileUpload, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { importTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useImports, type Import } from "./queries";
import { usePresetName } from "./preset-name";

const route = getRouteApi("/signed/imports");
const states = ["draft", "running", "checked", "done", "failed", "cancelled"] as const;

/** All files imported. */
export function ImportListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const presetName = usePresetName();
  const columns = useMemo<Column<Import>[]>(
    () => [
      {
        key: "file",
        title: t("imports.field.file"),
        fixed: true,
        cell: (row) => (
          <RecordLink to="/imports/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">
            {row.file_name}
          </RecordLink>
        ),
        text: (row) => row.file_name,
      },
      { key: "preset", title: t("imports.field.preset"), phone: true, cell: (row) => presetName(row.preset), text: (row) => row.preset },
      { key: "state", title: t("imports.field.state"), phone: true, cell: (row) => <StateBadge tone={importTone(row.state)}>{t(`imports.state.${row.state}`)}</StateBadge>, text: (row) => row.state },
      { key: "read", title: t("imports.field.lines"), figure: true, cell: (row) => format.number(row.counts.lines_read), text: (row) => String(row.counts.lines_read) },
      { key: "rejected", title: t("imports.field.rejected"), figure: true, cell: (row) => format.number(row.counts.lines_rejected), text: (row) => String(row.counts.lines_rejected) },
      { key: "created", title: t("imports.field.created"), figure: true, cell: (row) => format.instant(row.created_at), text: (row) => row.created_at },
    ],
    [t, format, presetName],
  );
  const add = canMarket && (
    <ButtonLink to="/imports/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t("imports.new")}
    </ButtonLink>
  );
  return (
    <ListScreen
      id="imports"
      title={t("imports.title")}
      lead={t("imports.lead")}
      actions={add}
      columns={columns}
      filters={[{ key: "state", label: t("imports.field.state"), options: states.map((value) => ({ value, label: t(`imports.state.${value}`) })) }]}
      data={useImports(search)}
      search={search}
      rowId={(row) => row.id}
      rowName={(row) => row.file_name}
      recordOf={(row) => ({ to: "/imports/$id", params: { id: row.id } })}
      empty={<EmptyState icon={<IconFileUpload size={36} stroke={1.5} aria-hidden />} title={t("imports.empty.title")} body={t("imports.empty.body")} action={add} />}
    />
  );
}
