import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { download } from "@/lib/csv";
import { Figure, FigureStrip } from "@/ui/figure";
import { SimpleTable } from "@/ui/table/simple-table";
import { useAct } from "@/ui/use-submit";
import { useImportActions, type Import, type ImportOutcome } from "./queries";

const nouns = ["clients", "contacts", "products", "orders", "consents", "interactions", "cases", "receivables", "wallet_shares", "subscriptions", "categories", "divisions"] as const;

/** What the figures of the portfolio are made of. */
const counted = ["clients", "products", "orders", "cases", "receivables", "wallet_shares", "subscriptions", "categories"] as const;

/** Whether an import changed something that the figures of the portfolio are made of. */
export const changesFigures = ({ counts }: Import) => counted.some((noun) => counts[noun].created > 0 || counts[noun].updated > 0);

/** What an import did: lines kept and rejected add up to the lines read, and so do the amounts. */
export function ImportCounts({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counts } = one;
  const amounts = counts.currency !== "" && counts.amount_read !== "" && Number(counts.amount_read) !== 0;
  const money = (minor: number) => format.money(minor, "exact", counts.currency === format.currency.code ? format.currency : { code: counts.currency || format.currency.code, exponent: 2 });
  return (
    <Stack gap="sm">
      {one.error && <Alert color="brick">{one.error}</Alert>}
      <FigureStrip>
        <Figure small label={t("imports.count.lines_read")} value={format.number(counts.lines_read)} />
        <Figure small label={t("imports.count.lines_kept")} value={format.number(counts.lines_kept)} foot={amounts && money(counts.net_kept_minor)} />
        <Figure small label={t("imports.count.lines_rejected")} value={format.number(counts.lines_rejected)} foot={amounts && money(counts.net_rejected_minor)} />
        {counts.lines_anonymous > 0 && <Figure small label={t("imports.count.lines_anonymous")} value={format.number(counts.lines_anonymous)} foot={t("imports.count.anonymousFoot", { count: counts.orders_anonymous })} />}
        {counts.returns > 0 && <Figure small label={t("imports.count.returns")} value={format.number(counts.returns)} />}
      </FigureStrip>
      <Text fz="sm" c="dimmed" className="tabular">
        {t("imports.reconcile", { kept: counts.lines_kept, rejected: counts.lines_rejected, read: counts.lines_read })}
        {amounts && ` · ${t("imports.reconcileAmount", { kept: counts.amount_kept, rejected: counts.amount_rejected, read: counts.amount_read, currency: counts.currency })}`}
      </Text>
      <Outcomes one={one} />
      {counts.lines_rejected > 0 && <Rejects one={one} />}
    </Stack>
  );
}

function Outcomes({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = nouns.map((noun) => ({ noun, ...(one.counts[noun] as ImportOutcome) })).filter((row) => row.created > 0 || row.updated > 0 || row.unchanged > 0);
  if (rows.length === 0) return null;
  return (
    <SimpleTable
      label={t("imports.result")}
      rows={rows}
      rowId={(row) => row.noun}
      columns={[
        { key: "noun", title: "", cell: (row) => t(`imports.noun.${row.noun}`) },
        { key: "created", title: t("imports.count.created"), figure: true, cell: (row) => format.number(row.created) },
        { key: "updated", title: t("imports.count.updated"), figure: true, cell: (row) => format.number(row.updated) },
        { key: "unchanged", title: t("imports.count.unchanged"), figure: true, cell: (row) => format.number(row.unchanged) },
      ]}
    />
  );
}

function Rejects({ one }: { one: Import }) {
  const { t } = useTranslation();
  const actions = useImportActions();
  const { act, busy } = useAct();
  if (one.size === 0) {
    return (
      <Text fz="xs" c="dimmed">
        {t("imports.gone")}
      </Text>
    );
  }
  return (
    <Group gap="sm">
      <Button variant="default" size="xs" loading={busy} leftSection={<IconDownload size={15} aria-hidden />} onClick={() => void act(async () => download(`${one.file_name}-rejects.csv`, await actions.rejects(one.id)))}>
        {t("imports.rejects")}
      </Button>
      <Text fz="xs" c="dimmed">
        {t("imports.rejectsHint")}
      </Text>
    </Group>
  );
}
