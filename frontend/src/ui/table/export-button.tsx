import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { download, toCsv } from "@/lib/csv";
import type { Column } from "./columns";

type Props<T> = { name: string; columns: readonly Column<T>[]; rows: readonly T[] };

/** Saves the lines and columns that are shown. */
export function ExportButton<T>({ name, columns, rows }: Props<T>) {
  const { t } = useTranslation();
  const save = () => {
    const shown = columns.filter((column) => column.text);
    const lines = rows.map((row) => shown.map((column) => column.text?.(row) ?? ""));
    download(`${name}.csv`, toCsv([shown.map((column) => column.title), ...lines]));
  };
  return (
    <Tooltip label={t("list.export")}>
      <ActionIcon aria-label={t("list.export")} onClick={save} disabled={rows.length === 0}>
        <IconDownload size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
