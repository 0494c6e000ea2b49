import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { useAct } from "@/ui/use-submit";
import { ImportCounts } from "./import-counts";
import classes from "./imports.module.css";
import { useImportActions, useImportPreview, usePresets, type Import, type Preview } from "./queries";

/** Twenty lines as they will be stored; then the whole file, first without storing anything. */
export function CheckStep({ one, onBack }: { one: Import; onBack: () => void }) {
  const { t } = useTranslation();
  const actions = useImportActions();
  const { act, busy } = useAct();
  const checked = one.dry_run && one.state === "done";
  return (
    <Stack gap="md">
      <Loaded query={useImportPreview(one, true)} skeleton={<PlotSkeleton height={360} />}>
        {(preview) => <PreviewTable one={one} preview={preview} />}
      </Loaded>
      {checked && (
        <div>
          <Title order={2} fz="md" mb="xs">
            {t("imports.dryResult")}
          </Title>
          <ImportCounts one={one} />
        </div>
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t("action.back")}
        </Button>
        <Group gap="xs">
          <Button variant="default" loading={busy} title={t("imports.dryRunHint")} onClick={() => void act(() => actions.start(one.id, true))}>
            {t("imports.dryRun")}
          </Button>
          <Button loading={busy} title={t("imports.startHint")} onClick={() => void act(() => actions.start(one.id, false))}>
            {t("imports.start")}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function PreviewTable({ one, preview }: { one: Import; preview: Preview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const preset = usePresets().data?.items.find((entry) => entry.key === one.settings.preset);
  const wrong = preview.rows.filter((row) => row.errors.length > 0).length;
  const label = (key: string) => {
    const field = preset?.fields.find((entry) => entry.key === key);
    return field ? (format.language === "fr" ? field.label_fr : field.label_en) : key;
  };
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
            cell: (row) => (
              <span className={row.errors.length > 0 ? classes.wrong : undefined}>
                {row.line}
                {row.errors.length > 0 && (
                  <Text component="span" fz="xs" ml={6}>
                    {row.errors.join(" · ")}
                  </Text>
                )}
              </span>
            ),
          },
          ...preview.fields.map((key) => ({ key, title: label(key), cell: (row: Preview["rows"][number]) => row.values[key] ?? "" })),
        ]}
      />
    </Stack>
  );
}
