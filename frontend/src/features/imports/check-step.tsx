import { Alert, Button, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { unread } from "@/lib/name-in";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { useAct } from "@/ui/use-submit";
import { ImportCounts } from "./import-counts";
import classes from "./imports.module.css";
import { useFieldName } from "./preset-name";
import { useImportActions, useImportPreview, usePresets, type Import, type Preview } from "./queries";

/** Twenty lines as they will be stored; then the whole file, first without storing anything. */
export function CheckStep({ one, onBack }: { one: Import; onBack: () => void }) {
  const { t } = useTranslation();
  const actions = useImportActions();
  const { act, busy } = useAct();
  const checked = one.state === "checked";
  return (
    <Stack gap="md">
      {checked && (
        <div>
          <Title order={2} fz="md" mb="xs">
            {t("imports.dryResult")}
          </Title>
          <ImportCounts one={one} />
        </div>
      )}
      <Loaded query={useImportPreview(one, true)} skeleton={<PlotSkeleton height={360} />}>
        {(preview) => <PreviewTable one={one} preview={preview} />}
      </Loaded>
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t("action.back")}
        </Button>
        <Group gap="xs">
          <Tooltip label={t("imports.dryRunHint")}>
            <Button variant="default" loading={busy} onClick={() => void act(() => actions.start(one.id, true))}>
              {t("imports.dryRun")}
            </Button>
          </Tooltip>
          <Tooltip label={t("imports.startHint")}>
            <Button loading={busy} onClick={() => void act(() => actions.start(one.id, false))}>
              {t("imports.start")}
            </Button>
          </Tooltip>
        </Group>
      </Group>
    </Stack>
  );
}

function PreviewTable({ one, preview }: { one: Import; preview: Preview }) {
  const { t } = useTranslation();
  const label = useFieldName();
  const presets = usePresets();
  const fields = presets.data?.items.find((entry) => entry.code === one.settings.preset)?.fields ?? [];
  const name = (key: string) => {
    const field = fields.find((entry) => entry.name === key);
    return field ? label(field) : presets.isPending ? unread : key;
  };
  const wrong = preview.rows.filter((row) => row.reason || row.cells.some((cell) => cell.reason)).length;
  const title = t("imports.preview", { count: preview.rows.length });
  return (
    <Stack gap="xs">
      <Title order={2} fz="md">
        {title}
      </Title>
      <Alert color={wrong > 0 ? "saffron" : "petrol"}>{wrong > 0 ? t("imports.previewErrors", { count: wrong }) : t("imports.previewClean")}</Alert>
      <SimpleTable
        label={title}
        rows={preview.rows}
        rowId={(row) => String(row.line)}
        columns={[
          {
            key: "line",
            title: t("imports.line"),
            cell: (row) => (row.reason ? <span className={classes.wrong}>{`${row.line} · ${row.reason}`}</span> : row.line),
          },
          ...preview.fields.map((key, at) => ({ key, title: name(key), cell: (row: Preview["rows"][number]) => <PreviewCell cell={row.cells[at]} /> })),
        ]}
      />
      {preview.unmapped.length > 0 && (
        <Text fz="sm" c="dimmed">
          {t("imports.unmapped", { columns: preview.unmapped.join(", ") })}
        </Text>
      )}
    </Stack>
  );
}

function PreviewCell({ cell }: { cell: Preview["rows"][number]["cells"][number] | undefined }) {
  if (!cell) return null;
  if (!cell.reason) return cell.value;
  return (
    <Tooltip label={cell.reason}>
      <span className={classes.wrong} tabIndex={0}>
        {cell.raw || "∅"}
      </span>
    </Tooltip>
  );
}
