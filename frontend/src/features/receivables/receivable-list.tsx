import { Button } from "@mantine/core";
import { IconPlus, IconReceipt2 } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClientFilter } from "@/entities/client-filter";
import { ClientLink } from "@/entities/client-link";
import { useCan } from "@/entities/me";
import { useFormat } from "@/i18n/use-format";
import { currencyOf } from "@/lib/currency";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { useReceivables, type Receivable } from "./queries";
import { ReceivableForm } from "./receivable-form";
import { ReceivablePreview } from "./receivable-preview";
import { ReceivableState } from "./receivable-state";

const route = getRouteApi("/signed/receivables");
const states = ["open", "settled", "written_off"] as const;

/** What clients owe: invoices from the day they are issued until they are settled. */
export function ReceivableListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canSell = useCan("sell");
  const [adding, setAdding] = useState(false);
  const columns = useMemo<Column<Receivable>[]>(() => {
    const money = (row: Receivable, minor: number) => format.money(minor, "exact", currencyOf(row.currency, format.currency));
    return [
      { key: "client", title: t("records.client"), fixed: true, cell: (row) => <ClientLink id={row.client_id} name={row.client_name} />, text: (row) => row.client_name },
      { key: "state", title: t("receivables.field.state"), phone: true, cell: (row) => <ReceivableState one={row} />, text: (row) => row.state },
      { key: "amount", title: t("receivables.field.amount"), figure: true, cell: (row) => money(row, row.amount_minor), text: (row) => money(row, row.amount_minor) },
      { key: "open", title: t("receivables.field.open"), figure: true, phone: true, sort: "open", largestFirst: true, cell: (row) => money(row, row.open_minor), text: (row) => money(row, row.open_minor) },
      { key: "due_day", title: t("receivables.field.due"), figure: true, phone: true, sort: "due_day", largestFirst: true, cell: (row) => format.day(row.due_day), text: (row) => row.due_day },
      { key: "issued_day", title: t("receivables.field.issued"), figure: true, cell: (row) => format.day(row.issued_day), text: (row) => row.issued_day },
      { key: "order", title: t("receivables.field.order"), cell: (row) => row.order_reference, text: (row) => row.order_reference },
      { key: "reference", title: t("records.reference"), hidden: true, cell: (row) => row.reference, text: (row) => row.reference ?? "" },
      { key: "note", title: t("records.note"), hidden: true, cell: (row) => row.note, text: (row) => row.note },
    ];
  }, [t, format]);
  const byClient = useClientFilter(search.client_id);
  const add = canSell && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t("receivables.add")}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="receivables"
        title={t("receivables.title")}
        actions={add}
        columns={columns}
        searchWords={t("records.searchWords")}
        filters={[
          byClient,
          { key: "overdue", label: t("receivables.field.overdue"), single: true, options: [{ value: "true", label: t("state.yes") }] },
          { key: "state", label: t("receivables.field.state"), options: states.map((value) => ({ value, label: t(`receivables.state.${value}`) })) },
        ]}
        data={useReceivables(search)}
        search={search}
        rowId={(row) => row.id}
        rowName={(row) => row.client_name}
        defaultSort="-due_day"
        preview={(row) => <ReceivablePreview key={row.id} one={row} />}
        empty={<EmptyState icon={<IconReceipt2 size={36} stroke={1.5} aria-hidden />} title={t("receivables.empty.title")} body={t("receivables.empty.body")} action={add} />}
      />
      <ReceivableForm opened={adding} onClose={() => setAdding(false)} clientId={search.client_id} />
    </>
  );
}
