import { Button, Group } from "@mantine/core";
import { IconCoins, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useAct } from "@/ui/use-submit";
import { useExchangeRateActions, useExchangeRates, type ExchangeRate } from "./queries";
import { RateForm } from "./rate-form";

const route = getRouteApi("/signed/settings/exchange-rates");

/** What other currencies are worth in the reporting currency, day by day. */
export function ExchangeRateListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canManage = useCan("manage");
  const own = format.currency.code;
  const [editing, setEditing] = useState<ExchangeRate | "new" | null>(null);
  const columns = useMemo<Column<ExchangeRate>[]>(
    () => [
      { key: "currency", title: t("exchangeRates.field.currency"), fixed: true, sort: "currency", cell: (row) => <b style={{ fontWeight: 500 }}>{row.currency}</b>, text: (row) => row.currency },
      { key: "from", title: t("exchangeRates.field.from"), figure: true, phone: true, cell: (row) => format.day(row.from_day), text: (row) => row.from_day },
      { key: "rate", title: t("exchangeRates.field.rate", { currency: own }), figure: true, phone: true, cell: (row) => format.number(Number(row.rate), 6), text: (row) => row.rate },
      ...(canManage ? [{ key: "do", title: t("exchangeRates.field.do"), phone: true, figure: true, cell: (row: ExchangeRate) => <RowActions rate={row} onChange={() => setEditing(row)} /> }] : []),
    ],
    [t, format, own, canManage],
  );
  const add = canManage && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("exchangeRates.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="exchange-rates"
        title={t("exchangeRates.title")}
        lead={t("exchangeRates.lead", { currency: own })}
        actions={add}
        columns={columns}
        data={useExchangeRates(search)}
        search={search}
        rowId={(row) => `${row.currency}-${row.from_day}`}
        rowName={(row) => `${row.currency}, ${format.day(row.from_day)}`}
        empty={<EmptyState icon={<IconCoins size={36} stroke={1.5} aria-hidden />} title={t("exchangeRates.empty.title")} body={t("exchangeRates.empty.body")} action={add} />}
      />
      <RateForm opened={editing !== null} rate={editing === "new" || editing === null ? undefined : editing} onClose={() => setEditing(null)} />
    </>
  );
}

function RowActions({ rate, onChange }: { rate: ExchangeRate; onChange: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useExchangeRateActions();
  const { act, busy } = useAct();
  const name = `${rate.currency}, ${format.day(rate.from_day)}`;
  const remove = () => act(() => actions.put({ currency: rate.currency, from_day: rate.from_day, rate: null }), t("exchangeRates.removed"), () => actions.put(rate));
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <Button size="compact-sm" variant="default" aria-label={`${t("action.change")}: ${name}`} onClick={onChange}>
        {t("action.change")}
      </Button>
      <Button size="compact-sm" variant="default" loading={busy} aria-label={`${t("action.remove")}: ${name}`} onClick={() => void remove()}>
        {t("action.remove")}
      </Button>
    </Group>
  );
}
