import { Button } from "@mantine/core";
import { IconPlus, IconRepeat } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClientFilter } from "@/entities/client-filter";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { currencyOf } from "@/lib/currency";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { usePeriod } from "./period";
import { useSubscriptions, type Subscription } from "./queries";
import { SubscriptionForm } from "./subscription-form";
import { SubscriptionPreview } from "./subscription-preview";

const route = getRouteApi("/signed/subscriptions");
const states = ["active", "ended"] as const;

/** Contracts that renew. */
export function SubscriptionListPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const canSell = useCan("sell");
  const [adding, setAdding] = useState(false);
  const columns = useSubscriptionColumns();
  const byClient = useClientFilter(search.client_id);
  const add = canSell && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t("subscriptions.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="subscriptions"
        title={t("subscriptions.title")}
        actions={add}
        columns={columns}
        searchWords={t("records.searchWords")}
        filters={[byClient, { key: "state", label: t("subscriptions.field.state"), options: states.map((value) => ({ value, label: t(`subscriptions.state.${value}`) })) }]}
        data={useSubscriptions(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.client_name}
        defaultSort="-start_day"
        preview={(row) => <SubscriptionPreview key={row.id} one={row} />}
        empty={<EmptyState icon={<IconRepeat size={36} stroke={1.5} aria-hidden />} title={t("subscriptions.empty.title")} body={t("subscriptions.empty.body")} action={add} />}
      />
      <SubscriptionForm opened={adding} onClose={() => setAdding(false)} clientId={search.client_id} />
    </>
  );
}

function useSubscriptionColumns(): Column<Subscription>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const period = usePeriod();
  return useMemo(() => {
    const money = (row: Subscription, minor: number | null) => format.money(minor, "exact", currencyOf(row.currency, format.currency));
    return [
      { key: "client", title: t("records.client"), fixed: true, cell: (row) => <ClientLink id={row.client_id} name={row.client_name} />, text: (row) => row.client_name },
      { key: "what", title: t("subscriptions.field.what"), phone: true, cell: (row) => row.product_name || row.category_name, text: (row) => row.product_name || row.category_name },
      { key: "state", title: t("subscriptions.field.state"), phone: true, cell: (row) => <StateBadge tone={row.state === "active" ? "good" : "plain"}>{t(`subscriptions.state.${row.state}`)}</StateBadge>, text: (row) => row.state },
      { key: "amount", title: t("subscriptions.field.amount"), figure: true, phone: true, sort: "value", largestFirst: true, cell: (row) => money(row, row.amount_minor), text: (row) => money(row, row.amount_minor) },
      { key: "period", title: t("subscriptions.field.period"), cell: (row) => period(row.period_months), text: (row) => String(row.period_months) },
      { key: "renewals", title: t("subscriptions.field.renewals"), figure: true, cell: (row) => format.number(row.renewals), text: (row) => String(row.renewals) },
      { key: "next", title: t("subscriptions.field.next"), figure: true, phone: true, cell: (row) => format.day(row.next_renewal_day), text: (row) => row.next_renewal_day ?? "" },
      { key: "start_day", title: t("subscriptions.field.start"), figure: true, sort: "start_day", largestFirst: true, cell: (row) => format.day(row.start_day), text: (row) => row.start_day },
      { key: "end_day", title: t("subscriptions.field.end"), figure: true, cell: (row) => format.day(row.end_day), text: (row) => row.end_day ?? "" },
      { key: "end_reason", title: t("subscriptions.field.endReason"), hidden: true, cell: (row) => row.end_reason, text: (row) => row.end_reason },
      { key: "division", title: t("records.division"), hidden: true, cell: (row) => row.division_name, text: (row) => row.division_name },
      { key: "reference", title: t("records.reference"), hidden: true, cell: (row) => row.reference, text: (row) => row.reference ?? "" },
    ];
  }, [t, format]);
}
