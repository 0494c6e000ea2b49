import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AbcBadge, RfmBadge, RfmScores } from "@/entities/class-badge";
import { Money } from "@/entities/money";
import { useFormat } from "@/i18n/use-format";
import { EmptyState } from "@/ui/empty-state";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { FiguresSkeleton, PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { useClientValue, type ClientValue } from "./queries";

/** The value card: window, lifetime, basket, recency and classes, as of the published run. */
export function ClientFigures({ id }: { id: string }) {
  return (
    <Loaded query={useClientValue(id)} skeleton={<FiguresSkeleton count={5} />} compact>
      {(value) => <Cards value={value} />}
    </Loaded>
  );
}

function Cards({ value }: { value: ClientValue }) {
  const { t } = useTranslation();
  const format = useFormat();
  const updated = value.as_of ? format.day(value.as_of) : undefined;
  const window = t("clients.value.window", { count: value.window_months });
  return (
    <FigureStrip>
      <Figure small label={t("clients.value.revenue")} measure="revenue" updated={updated} value={format.money(value.revenue_minor, "whole")} exact={format.money(value.revenue_minor)} foot={window} />
      <Figure small label={t("clients.value.margin")} measure="margin" updated={updated} value={format.money(value.margin_minor, "whole")} exact={format.money(value.margin_minor)} foot={window} />
      <Figure small label={t("clients.value.lifetime")} measure="lifetime" value={format.money(value.total_revenue_minor, "whole")} exact={format.money(value.total_revenue_minor)} foot={t("clients.value.ordersSince", { count: value.total_orders, day: format.day(value.first_day) })} />
      <Figure small label={t("clients.value.basket")} measure="basket" value={format.money(value.average_basket_minor, "whole")} foot={t("clients.value.orders", { count: value.orders })} />
      <Figure
        small
        label={t("clients.value.recency")}
        measure="recency"
        value={value.recency_days === null || value.recency_days === undefined ? "–" : t("clients.value.days", { count: value.recency_days })}
        foot={value.last_day ? t("clients.value.lastOrder", { day: format.day(value.last_day) }) : t("clients.value.never")}
      />
    </FigureStrip>
  );
}

/** The client's classes and amounts, run by run. */
export function ClientHistory({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Loaded query={useClientValue(id)} skeleton={<PlotSkeleton height={220} />}>
      {(value) => (
        <Section title={t("clients.value.history")} hint={value.provisional ? t("clients.value.provisional") : t("clients.value.historyHint")}>
          {value.history.length === 0 ? (
            <EmptyState compact title={t("clients.value.noRun")} body={t("clients.value.noRunBody")} />
          ) : (
            <SimpleTable
              label={t("clients.value.history")}
              rows={value.history}
              rowId={(row) => row.run_id}
              columns={[
                { key: "as_of", title: t("runs.asOf"), cell: (row) => format.day(row.as_of) },
                { key: "abc", title: t("clients.field.abc"), cell: (row) => <AbcBadge abc={row.abc} /> },
                { key: "group", title: t("clients.field.rfmGroup"), cell: (row) => <Text component="span" fz="sm"><RfmBadge group={row.rfm_group} /></Text> },
                { key: "scores", title: t("clients.field.scores"), cell: (row) => <RfmScores r={row.r} f={row.f} m={row.m} /> },
                { key: "revenue", title: t("clients.field.revenue"), figure: true, cell: (row) => <Money minor={row.revenue_minor} style="whole" /> },
                { key: "margin", title: t("clients.field.margin"), figure: true, cell: (row) => <Money minor={row.margin_minor} style="whole" /> },
                { key: "orders", title: t("clients.field.orders"), figure: true, cell: (row) => format.number(row.orders) },
              ]}
            />
          )}
        </Section>
      )}
    </Loaded>
  );
}
