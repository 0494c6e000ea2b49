import { Button, FileButton, Group, NumberInput, Popover, Stack, Text, TextInput } from "@mantine/core";
import { IconDownload, IconUpload, IconWand } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Loaded } from "@/ui/loaded";
import { notice } from "@/ui/notice";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import type { Column } from "@/ui/table/columns";
import { SimpleTable } from "@/ui/table/simple-table";
import { useAct } from "@/ui/use-submit";
import { exportCodes, useCodes, useOfferActions, type Code, type Offer } from "./queries";

/** The unique codes of an offer: how many are free, held and used; made here or brought as a file. */
export function CodesCard({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canMarket = useCan("market");
  const actions = useOfferActions();
  const { act, busy } = useAct();
  const added = (sum: { added: number; failed: number }) => notice.done(t("offers.codes.added", { count: sum.added, failed: sum.failed }));
  const columns: Column<Code>[] = [
    { key: "code", title: t("offers.codes.code"), cell: (row) => <span className="tabular">{row.code}</span> },
    { key: "state", title: t("offers.codes.state"), cell: (row) => t(`offers.codes.${row.state}`) },
    { key: "client", title: t("offers.codes.holder"), cell: (row) => (row.client_id ? <RecordLink to="/clients/$id" params={{ id: row.client_id }}>{t("offers.codes.open")}</RecordLink> : "–") },
    { key: "when", title: t("offers.codes.when"), figure: true, cell: (row) => format.instant(row.redeemed_at ?? row.held_at) },
  ];
  return (
    <Loaded query={useCodes(offer.id)} skeleton={<PlotSkeleton height={180} />}>
      {({ counts, items }) => (
        <Section
          title={t("offers.codes.title", { free: format.number(counts.free), held: format.number(counts.held), redeemed: format.number(counts.redeemed) })}
          actions={
            <Group gap="xs">
              {canMarket && <Generate busy={busy} onMake={(count, prefix) => void act(async () => added(await actions.generateCodes(offer.id, count, prefix)))} />}
              {canMarket && (
                <FileButton accept=".csv,.txt" onChange={(file) => file && void act(async () => added(await actions.addCodes(offer.id, await file.text())))}>
                  {(props) => (
                    <Button {...props} variant="default" size="compact-sm" leftSection={<IconUpload size={14} aria-hidden />}>
                      {t("offers.codes.upload")}
                    </Button>
                  )}
                </FileButton>
              )}
              <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => void act(() => exportCodes(offer.id))}>
                {t("offers.codes.export")}
              </Button>
            </Group>
          }
        >
          {items.length === 0 ? <EmptyState title={t("offers.codes.empty")} body={t("offers.codes.emptyBody")} /> : <SimpleTable label={t("offers.codes.label")} columns={columns} rows={items} rowId={(row) => row.id} />}
        </Section>
      )}
    </Loaded>
  );
}

function Generate({ busy, onMake }: { busy: boolean; onMake: (count: number, prefix: string) => void }) {
  const { t } = useTranslation();
  const [count, setCount] = useState<number>(100);
  const [prefix, setPrefix] = useState("");
  return (
    <Popover withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" loading={busy} leftSection={<IconWand size={14} aria-hidden />}>
          {t("offers.codes.generate")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <NumberInput label={t("offers.codes.count")} min={1} max={100000} allowDecimal={false} value={count} onChange={(next) => typeof next === "number" && setCount(next)} />
          <TextInput label={t("offers.codes.prefix")} value={prefix} onChange={(event) => setPrefix(event.currentTarget.value)} maxLength={20} />
          <Button onClick={() => onMake(count, prefix)}>{t("offers.codes.make", { count })}</Button>
          <Text fz="xs" c="dimmed">{t("offers.codes.plain")}</Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
