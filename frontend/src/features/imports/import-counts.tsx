import { Button, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { download } from "@/lib/csv";
import { Figure, FigureStrip } from "@/ui/figure";
import { useAct } from "@/ui/use-submit";
import { useImportActions, type Import } from "./queries";

/** What an import did, figure by figure; kept and rejected lines add up to the lines read. */
export function ImportCounts({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useImportActions();
  const { act, busy } = useAct();
  const counts = one.counts as unknown as Record<string, number>;
  const shown = Object.entries(counts).filter(([key, value]) => typeof value === "number" && (value > 0 || key.startsWith("lines_")));
  const save = () => act(async () => download(`${one.file_name}-rejects.csv`, await actions.rejects(one.id)));
  return (
    <Stack gap="sm">
      <FigureStrip>
        {shown.map(([key, value]) => (
          <Figure key={key} small label={t(`imports.count.${key as "lines_read"}`, { defaultValue: key })} value={format.number(value)} />
        ))}
      </FigureStrip>
      {counts.lines_read !== undefined && (
        <Text fz="sm" c="dimmed" className="tabular">
          {t("imports.reconcile", { kept: counts.lines_kept ?? 0, rejected: counts.lines_rejected ?? 0, read: counts.lines_read })}
        </Text>
      )}
      {one.has_rejects && (
        <div>
          <Button variant="default" size="xs" loading={busy} leftSection={<IconDownload size={15} aria-hidden />} onClick={() => void save()}>
            {t("imports.rejects")}
          </Button>
          <Text fz="xs" c="dimmed" mt={4}>
            {t("imports.rejectsHint")}
          </Text>
        </div>
      )}
    </Stack>
  );
}
