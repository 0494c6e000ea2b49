import { useTranslation } from "react-i18next";
import { StateBadge } from "@/entities/state-badge";
import { useFormat } from "@/i18n/use-format";
import { currencyOf } from "@/lib/currency";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { DataTable } from "@/ui/table/data-table";
import { useClientReceivables, useClientSubscriptions, useClientWalletShares } from "./queries";

/** The way to the room where these records are added and changed. */
function Room({ to, id }: { to: "/receivables" | "/subscriptions" | "/wallet-shares"; id: string }) {
  const { t } = useTranslation();
  return (
    <div style={{ textAlign: "right", marginBottom: 8 }}>
      <ButtonLink to={to} search={{ client_id: id }} variant="default" size="xs">
        {t("records.see")}
      </ButtonLink>
    </div>
  );
}

/** What the client owes and owed. */
export function ClientReceivables({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (minor: number, currency: string) => format.money(minor, "exact", currencyOf(currency, format.currency));
  return (
    <>
      <Room to="/receivables" id={id} />
      <DataTable
        plain
        label={t("clients.tab.receivables")}
        data={useClientReceivables(id)}
        rowId={(row) => row.id}
        rowName={(row) => row.reference ?? row.id}
        empty={<EmptyState compact title={t("receivables.none")} body={t("receivables.noneBody")} />}
        columns={[
          { key: "due", title: t("receivables.field.due"), cell: (row) => format.day(row.due_day) },
          {
            key: "state",
            title: t("receivables.field.state"),
            phone: true,
            cell: (row) =>
              row.overdue ? (
                <StateBadge tone={row.days_late > 60 ? "bad" : "warm"}>{t("receivables.late", { count: row.days_late })}</StateBadge>
              ) : (
                <StateBadge tone={row.state === "settled" ? "good" : "plain"}>{t(`receivables.state.${row.state}`)}</StateBadge>
              ),
          },
          { key: "amount", title: t("receivables.field.amount"), figure: true, phone: true, cell: (row) => money(row.amount_minor, row.currency) },
          { key: "open", title: t("receivables.field.open"), figure: true, phone: true, cell: (row) => money(row.open_minor, row.currency) },
          { key: "order", title: t("receivables.field.order"), cell: (row) => row.order_reference },
          { key: "note", title: t("records.note"), cell: (row) => row.note },
        ]}
      />
    </>
  );
}

/** The client's contracts that renew. */
export function ClientSubscriptions({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Room to="/subscriptions" id={id} />
      <DataTable
        plain
        label={t("clients.tab.subscriptions")}
        data={useClientSubscriptions(id)}
        rowId={(row) => row.id}
        rowName={(row) => row.product_name || row.category_name}
        empty={<EmptyState compact title={t("subscriptions.none")} body={t("subscriptions.noneBody")} />}
        columns={[
          { key: "what", title: t("subscriptions.field.what"), cell: (row) => row.product_name || row.category_name || t("subscriptions.contract") },
          { key: "state", title: t("subscriptions.field.state"), phone: true, cell: (row) => <StateBadge tone={row.state === "active" ? "good" : "plain"}>{t(`subscriptions.state.${row.state}`)}</StateBadge> },
          { key: "amount", title: t("subscriptions.field.amount"), figure: true, phone: true, cell: (row) => format.money(row.amount_minor, "exact", currencyOf(row.currency, format.currency)) },
          { key: "start", title: t("subscriptions.field.start"), figure: true, cell: (row) => format.day(row.start_day) },
          { key: "renewals", title: t("subscriptions.field.renewals"), figure: true, cell: (row) => format.number(row.renewals) },
          { key: "next", title: t("subscriptions.field.next"), figure: true, phone: true, cell: (row) => format.day(row.next_renewal_day) },
          { key: "end", title: t("subscriptions.field.end"), cell: (row) => [row.end_day && format.day(row.end_day), row.end_reason].filter(Boolean).join(" · ") },
        ]}
      />
    </>
  );
}

/** Which part of its purchases the client makes here, as it was known over time. */
export function ClientWalletShares({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Room to="/wallet-shares" id={id} />
      <DataTable
        plain
        label={t("clients.tab.wallet")}
        data={useClientWalletShares(id)}
        rowId={(row) => row.id}
        rowName={(row) => format.share(row.share)}
        empty={<EmptyState compact title={t("walletShares.none")} body={t("walletShares.noneBody")} />}
        columns={[
          { key: "day", title: t("walletShares.field.day"), cell: (row) => format.day(row.day) },
          { key: "share", title: t("walletShares.field.share"), figure: true, phone: true, cell: (row) => format.share(row.share, 1) },
          { key: "what", title: t("walletShares.field.what"), phone: true, cell: (row) => row.category_name || t("records.allPurchases") },
          { key: "method", title: t("walletShares.field.method"), phone: true, cell: (row) => t(`walletShares.method.${row.method}`) },
          { key: "note", title: t("records.note"), cell: (row) => row.note },
        ]}
      />
    </>
  );
}
