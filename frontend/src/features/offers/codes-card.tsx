import { Button, FileButton, Group, NumberInput, Popover, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { IconDownload, IconUpload, IconWand } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { StateBadge, type Tone } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { Confirm } from "@/ui/confirm";
import { EmptyState } from "@/ui/empty-state";
import { notice } from "@/ui/notice";
import { Section } from "@/ui/section";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/data-table";
import { useAct } from "@/ui/use-submit";
import { exportCodes, useCodes, useOfferActions, type Code, type Offer } from "./queries";

const states = ["free", "held", "redeemed", "void"] as const;
const tones: Record<Code["state"], Tone> = { free: "plain", held: "warm", redeemed: "good", void: "bad" };

/** The unique codes of an offer: how many are free, held and used; made here or brought as a file. */
export function CodesCard({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canMarket = useCan("market");
  const [state, setState] = useState("");
  const [ending, setEnding] = useState<Code | null>(null);
  const { list, counts } = useCodes(offer.id, state);
  const columns = useMemo<Column<Code>[]>(
    () => [
      { key: "code", title: t("offers.codes.code"), fixed: true, cell: (row) => <span className="tabular">{row.code}</span> },
      { key: "state", title: t("offers.codes.state"), phone: true, cell: (row) => <StateBadge tone={tones[row.state]}>{t(`offers.codes.state_${row.state}`)}</StateBadge> },
      { key: "client", title: t("offers.codes.holder"), phone: true, cell: (row) => (row.client_id ? <RecordLink to="/clients/$id" params={{ id: row.client_id }} fz="inherit">{row.client_name}</RecordLink> : "–") },
      { key: "when", title: t("offers.codes.when"), figure: true, phone: true, cell: (row) => format.instant(row.redeemed_at ?? row.held_at) },
      ...(canMarket
        ? [
            {
              key: "do",
              title: t("offers.codes.do"),
              figure: true,
              phone: true,
              cell: (row: Code) =>
                (row.state === "free" || row.state === "held") && (
                  <Button size="compact-sm" variant="default" aria-label={`${t("offers.codes.end")}: ${row.code}`} onClick={() => setEnding(row)}>
                    {t("offers.codes.end")}
                  </Button>
                ),
            },
          ]
        : []),
    ],
    [t, format, canMarket],
  );
  const all = counts ? states.reduce((sum, one) => sum + counts[one], 0) : 0;
  return (
    <Section title={counts ? t("offers.codes.title", { free: format.number(counts.free), held: format.number(counts.held), redeemed: format.number(counts.redeemed) }) : t("offers.codes.label")} actions={<Actions offer={offer} />}>
      <Stack gap="sm">
        {all > 0 && (
          <div style={{ overflowX: "auto" }}>
            <SegmentedControl
              size="xs"
              aria-label={t("offers.codes.state")}
              value={state}
              onChange={setState}
              data={[{ value: "", label: t("offers.codes.all") }, ...states.map((one) => ({ value: one, label: `${t(`offers.codes.${one}`)} ${format.number(counts?.[one])}` }))]}
            />
          </div>
        )}
        <DataTable
          plain
          label={t("offers.codes.label")}
          columns={columns}
          data={list}
          rowId={(row) => row.id}
          rowName={(row) => row.code}
          empty={all > 0 ? <EmptyState compact title={t("offers.codes.none")} /> : <EmptyState title={t("offers.codes.empty")} body={t("offers.codes.emptyBody")} />}
        />
      </Stack>
      <End code={ending} onClose={() => setEnding(null)} />
    </Section>
  );
}

function Actions({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const canMarket = useCan("market");
  const actions = useOfferActions();
  const { act, busy } = useAct();
  const added = (sum: { added: number; failed: number }) => notice.done(t("offers.codes.added", { count: sum.added, failed: sum.failed }));
  return (
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
      {canMarket && (
        <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => void act(() => exportCodes(offer.id))}>
          {t("offers.codes.export")}
        </Button>
      )}
    </Group>
  );
}

/** Asks before a code ends, which cannot be undone. */
function End({ code, onClose }: { code: Code | null; onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useOfferActions();
  const { act, busy } = useAct();
  const end = async () => {
    if (code) await act(() => actions.voidCode(code.id), t("offers.codes.ended"));
    onClose();
  };
  return (
    <Confirm opened={code !== null} title={t("offers.codes.endTitle", { code: code?.code })} button={t("offers.codes.end")} danger busy={busy} onConfirm={() => void end()} onClose={onClose}>
      {code?.client_id ? t("offers.codes.endBody", { name: code.client_name }) : t("offers.codes.endFree")}
    </Confirm>
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
