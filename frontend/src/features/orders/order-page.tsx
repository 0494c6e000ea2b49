import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ClientLink } from "@/entities/client-link";
import { StateBadge } from "@/entities/state-badge";
import { orderTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import { Crumb } from "@/ui/crumb";
import { Facts } from "@/ui/facts";
import { Loaded } from "@/ui/loaded";
import { RecordPage } from "@/ui/page/record-page";
import { Section } from "@/ui/section";
import { RecordSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { useOrder, type Order } from "./queries";

const route = getRouteApi("/signed/orders/$id");

/** One order with its lines. */
export function OrderPage() {
  const { id } = route.useParams();
  return (
    <Loaded query={useOrder(id)} skeleton={<div style={{ padding: 28 }}><RecordSkeleton /></div>}>
      {(order) => <OrderRecord order={order} />}
    </Loaded>
  );
}

function OrderRecord({ order }: { order: Order }) {
  const { t } = useTranslation();
  const format = useFormat();
  const currency = { code: order.currency, exponent: order.currency === format.currency.code ? format.currency.exponent : 2 };
  const money = (minor: number | null | undefined) => format.money(minor, "exact", currency);
  return (
    <RecordPage
      title={order.reference}
      crumb={<Crumb to="/orders">{t("orders.title")}</Crumb>}
      badges={<StateBadge tone={orderTone(order)}>{t(order.kind === "return" ? "orders.kind.return" : `orders.status.${order.status as "confirmed"}`)}</StateBadge>}
      lead={
        <>
          <ClientLink inText id={order.client_id} name={order.client_name} /> · {format.day(order.order_day, "long")} · {t(`channel.${order.channel as "web"}`, { defaultValue: order.channel })}
        </>
      }
      side={
        <Section title={t("orders.amounts")}>
          <Facts
            facts={[
              { label: t("orders.field.net"), value: money(order.net_minor) },
              { label: t("orders.field.discount"), value: money(order.discount_minor) },
              { label: t("orders.field.tax"), value: money(order.tax_minor) },
              { label: t("orders.field.value"), value: format.money(order.value_minor) },
              { label: t("orders.field.margin"), value: format.money(order.margin_minor) },
              { label: t("orders.field.source"), value: order.source },
            ]}
          />
        </Section>
      }
    >
      <Section title={t("orders.linesTitle")}>
        <SimpleTable
          label={t("orders.linesTitle")}
          rows={order.lines}
          rowId={(row) => String(row.line)}
          columns={[
            { key: "product", title: t("orders.line.product"), cell: (row) => [row.sku, row.description].filter(Boolean).join(" · ") },
            { key: "quantity", title: t("orders.line.quantity"), figure: true, cell: (row) => format.number(Number(row.quantity), 3) },
            { key: "price", title: t("orders.line.price"), figure: true, cell: (row) => format.money(Number(row.unit_price) * 10 ** currency.exponent, "exact", currency) },
            { key: "net", title: t("orders.line.net"), figure: true, cell: (row) => money(row.net_minor) },
            { key: "cost", title: t("orders.line.cost"), figure: true, cell: (row) => money(row.cost_minor) },
          ]}
        />
      </Section>
    </RecordPage>
  );
}
