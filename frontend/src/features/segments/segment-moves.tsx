import { SegmentedControl, Stack } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/data-table";
import { useMoves, type Move } from "./queries";

/** Who joined and who left, newest first. */
export function SegmentMoves({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [move, setMove] = useState("");
  const columns = useMemo<Column<Move>[]>(
    () => [
      { key: "client", title: t("clients.field.name"), cell: (row) => <RecordLink to="/clients/$id" params={{ id: row.client_id }} fw={500} c="var(--ink)" fz="inherit">{row.client_name}</RecordLink> },
      { key: "move", title: t("segments.moves.move"), phone: true, cell: (row) => <StateBadge tone={row.move === "join" ? "good" : "plain"}>{t(`segments.moves.${row.move}`)}</StateBadge> },
      { key: "at", title: t("segments.moves.at"), figure: true, phone: true, cell: (row) => format.instant(row.at) },
    ],
    [t, format],
  );
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        w="fit-content"
        aria-label={t("segments.moves.move")}
        value={move}
        onChange={setMove}
        data={[
          { value: "", label: t("segments.moves.all") },
          { value: "join", label: t("segments.moves.joins") },
          { value: "leave", label: t("segments.moves.leaves") },
        ]}
      />
      <DataTable label={t("segments.moves.title")} columns={columns} data={useMoves(id, move || undefined)} rowId={(row) => row.id} rowName={(row) => row.client_name} empty={<EmptyState title={t("segments.moves.empty")} body={t("segments.moves.emptyBody")} />} />
    </Stack>
  );
}
