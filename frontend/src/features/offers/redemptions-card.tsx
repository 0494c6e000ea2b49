import { Button, Group, Text, Textarea } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { Confirm } from "@/ui/confirm";
import { EmptyState } from "@/ui/empty-state";
import { Section } from "@/ui/section";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/data-table";
import { useAct } from "@/ui/use-submit";
import { useOfferActions, useRedemptions, type Offer, type Redemption } from "./queries";

/** Who has redeemed an offer, newest first; a redemption can be taken back, with a reason. */
export function RedemptionsCard({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canMarket = useCan("market");
  const list = useRedemptions(offer.id);
  const [back, setBack] = useState<Redemption | null>(null);
  const columns = useMemo<Column<Redemption>[]>(
    () => [
      { key: "client", title: t("offers.redeemed.client"), fixed: true, cell: (row) => (row.client_id ? <RecordLink to="/clients/$id" params={{ id: row.client_id }} fz="inherit">{row.client_name}</RecordLink> : t("offers.redeemed.nobody")) },
      { key: "at", title: t("offers.redeemed.at"), figure: true, phone: true, cell: (row) => format.instant(row.at) },
      { key: "cost", title: t("offers.redeemed.cost"), figure: true, phone: true, cell: (row) => format.money(row.cost_minor) },
      { key: "order", title: t("offers.redeemed.order"), cell: (row) => row.order_reference || "–" },
      ...(offer.codes_kind === "none" ? [] : [{ key: "code", title: t("offers.redeemed.code"), cell: (row: Redemption) => <span className="tabular">{row.code || "–"}</span> }]),
      { key: "state", title: t("offers.redeemed.state"), phone: true, cell: (row) => <State redemption={row} /> },
      ...(canMarket
        ? [
            {
              key: "do",
              title: t("offers.redeemed.do"),
              figure: true,
              phone: true,
              cell: (row: Redemption) =>
                row.cancelled_at === null && (
                  <Button size="compact-sm" variant="default" aria-label={`${t("offers.redeemed.cancel")}: ${row.client_name || t("offers.redeemed.nobody")}`} onClick={() => setBack(row)}>
                    {t("offers.redeemed.short")}
                  </Button>
                ),
            },
          ]
        : []),
    ],
    [t, format, canMarket, offer.codes_kind],
  );
  return (
    <Section title={t("offers.redeemed.title")}>
      <DataTable plain label={t("offers.redeemed.title")} columns={columns} data={list} rowId={(row) => row.id} rowName={(row) => row.client_name || row.key} empty={<EmptyState compact title={t("offers.redeemed.empty")} />} />
      {back && <TakeBack key={back.id} redemption={back} onClose={() => setBack(null)} />}
    </Section>
  );
}

/** Whether a redemption stands; else since when not, by whom and why. */
function State({ redemption }: { redemption: Redemption }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!redemption.cancelled_at) return <StateBadge tone="good">{t("offers.redeemed.stands")}</StateBadge>;
  const why = t("offers.redeemed.why", { reason: redemption.cancel_reason, name: redemption.cancelled_by_name, at: format.instant(redemption.cancelled_at) });
  return (
    <Group gap={6} wrap="nowrap" title={why}>
      <StateBadge tone="bad">{t("offers.redeemed.cancelled")}</StateBadge>
      <Text fz="xs" c="dimmed" truncate maw={140}>
        {why}
      </Text>
    </Group>
  );
}

function TakeBack({ redemption, onClose }: { redemption: Redemption; onClose: () => void }) {
  const { t } = useTranslation();
  const actions = useOfferActions();
  const { act, busy } = useAct();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const take = async () => {
    if (!reason.trim()) return setMissing(true);
    await act(() => actions.cancelRedemption(redemption.id, reason.trim()), t("offers.redeemed.done"));
    onClose();
  };
  return (
    <Confirm opened title={t("offers.redeemed.ask", { name: redemption.client_name || t("offers.redeemed.nobody") })} button={t("offers.redeemed.cancel")} danger busy={busy} onConfirm={() => void take()} onClose={onClose}>
      <Text fz="sm">{t("offers.redeemed.body")}</Text>
      <Textarea label={t("offers.redeemed.reason")} required maxLength={500} autosize minRows={2} data-autofocus value={reason} error={missing && !reason.trim() ? t("error.required") : undefined} onChange={(event) => setReason(event.currentTarget.value)} />
    </Confirm>
  );
}
