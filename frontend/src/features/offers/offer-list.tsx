import { IconCalendar, IconGift, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/entities/me";
import { RecordLink } from "@/entities/record-link";
import { StateBadge } from "@/entities/state-badge";
import { offerTone } from "@/entities/tones";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { ListScreen } from "@/ui/list-screen";
import type { Column } from "@/ui/table/columns";
import { kinds } from "./offer-form";
import { useOffers, type Offer } from "./queries";

const route = getRouteApi("/signed/offers");

/** All offers. */
export function OfferListPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const canMarket = useCan("market");
  const columns = useMemo<Column<Offer>[]>(
    () => [
      {
        key: "name",
        title: t("offers.field.name"),
        fixed: true,
        sort: "name",
        cell: (row) => (
          <RecordLink to="/offers/$id" params={{ id: row.id }} fw={500} c="var(--ink)" fz="inherit">
            {row.name}
          </RecordLink>
        ),
        text: (row) => row.name,
      },
      { key: "state", title: t("offers.field.state"), phone: true, cell: (row) => <StateBadge tone={offerTone(row.state)}>{t(`offers.state.${row.state as "draft"}`, { defaultValue: row.state })}</StateBadge>, text: (row) => row.state },
      { key: "kind", title: t("offers.field.kind"), phone: true, cell: (row) => t(`offers.kind.${row.kind as "discount"}`, { defaultValue: row.kind }), text: (row) => row.kind },
      { key: "from", title: t("offers.field.from"), cell: (row) => format.day(row.from_day), text: (row) => row.from_day ?? "" },
      { key: "to", title: t("offers.field.to"), cell: (row) => format.day(row.to_day), text: (row) => row.to_day ?? "" },
      { key: "priority", title: t("offers.field.priority"), figure: true, sort: "priority", largestFirst: true, cell: (row) => format.number(row.priority), text: (row) => String(row.priority) },
      { key: "variants", title: t("offers.field.variants"), figure: true, cell: (row) => format.number(row.variants.length), text: (row) => String(row.variants.length) },
      { key: "updated", title: t("offers.field.updated"), figure: true, hidden: true, cell: (row) => format.instant(row.updated_at), text: (row) => row.updated_at },
    ],
    [t, format],
  );
  const add = canMarket && (
    <ButtonLink to="/offers/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t("offers.add")}
    </ButtonLink>
  );
  const calendar = (
    <ButtonLink to="/offers/calendar" variant="default" leftSection={<IconCalendar size={16} aria-hidden />}>
      {t("offers.calendar.open")}
    </ButtonLink>
  );
  return (
    <ListScreen
      id="offers"
      title={t("offers.title")}
      actions={<>{calendar}{add}</>}
      columns={columns}
      filters={[
        { key: "state", label: t("offers.field.state"), options: (["draft", "approved", "archived"] as const).map((value) => ({ value, label: t(`offers.state.${value}`) })) },
        { key: "kind", label: t("offers.field.kind"), options: kinds.map((value) => ({ value, label: t(`offers.kind.${value}`) })) },
      ]}
      searchWords={t("offers.searchWords")}
      data={useOffers(search)}
      search={search}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      recordOf={(row) => ({ to: "/offers/$id", params: { id: row.id } })}
      empty={<EmptyState icon={<IconGift size={36} stroke={1.5} aria-hidden />} title={t("offers.empty.title")} body={t("offers.empty.body")} action={add} />}
    />
  );
}
