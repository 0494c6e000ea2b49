import { IconReceipt } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { Money } from "@/entities/money";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { orderTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useOrders, type OrderRow } from "./queries";

const route = getRouteApi("/signed/orders");

/** All orders and returns, anonymous sales included. */
export function OrderListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const columns = useMemo<Column<OrderRow>[]>(
    () => [
      {
        key: "reference",
        title: t("orders.field.reference"),
        fixed: true,
        cell: (row) => (
          <RecordLink to="/orders/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">
            {row.reference}
          </RecordLink>
        ),
        text: (row) => row.reference,
      },
      { key: "client", title: t("orders.field.client"), phone: true, cell: (row) => <ClientLink id={row.client_id} name={row.client_name} />, text: (row) => row.client_name },
      { key: "day", title: t("orders.field.day"), sort: "day", largestFirst: true, phone: true, cell: (row) => format.day(row.order_day), text: (row) => row.order_day },
      {
        key: "status",
        title: t("orders.field.status"),
        cell: (row) => <StateBadge tone={orderTone(row)}>{t(row.kind === "return" ? "orders.kind.return" : `orders.status.${row.status}`)}</StateBadge>,
        text: (row) => `${row.kind} ${row.status}`,
      },
      { key: "channel", title: t("orders.field.channel"), cell: (row) => t(`channel.${row.channel as "web"}`, { defaultValue: row.channel }), text: (row) => row.channel },
      { key: "lines", title: t("orders.field.lines"), figure: true, cell: (row) => format.number(row.line_count), text: (row) => String(row.line_count) },
      { key: "value", title: t("orders.field.value"), figure: true, phone: true, cell: (row) => <Money minor={row.value_minor} />, text: (row) => format.money(row.value_minor) },
      { key: "margin", title: t("orders.field.margin"), figure: true, cell: (row) => <Money minor={row.margin_minor} />, text: (row) => format.money(row.margin_minor) },
      { key: "source", title: t("orders.field.source"), hidden: true, cell: (row) => row.source, text: (row) => row.source },
    ],
    [t, format],
  );
  return (
    <ListScreen
      id="orders"
      title={t("orders.title")}
      columns={columns}
      filters={[
        { key: "kind", label: t("orders.field.kind"), options: (["sale", "return"] as const).map((value) => ({ value, label: t(`orders.kind.${value}`) })) },
        { key: "status", label: t("orders.field.status"), options: (["quote", "confirmed", "delivered", "cancelled"] as const).map((value) => ({ value, label: t(`orders.status.${value}`) })) },
        { key: "anonymous", label: t("orders.field.anonymous"), single: true, options: [{ value: "true", label: t("state.yes") }, { value: "false", label: t("state.no") }] },
        { key: "from", label: t("orders.field.from") },
        { key: "to", label: t("orders.field.to") },
        { key: "client_id", label: t("orders.field.client"), linkOnly: true },
      ]}
      searchWords={t("orders.searchWords")}
      data={useOrders(search)}
      search={search}
      rowId={(row) => row.id}
      rowName={(row) => row.reference}
      recordOf={(row) => ({ to: "/orders/$id", params: { id: row.id } })}
      empty={
        <EmptyState
          icon={<IconReceipt size={36} stroke={1.5} aria-hidden />}
          title={t("orders.empty.title")}
          body={t("orders.empty.body")}
          action={canMarket && <ButtonLink to="/imports">{t("orders.empty.action")}</ButtonLink>}
        />
      }
    />
  );
}
