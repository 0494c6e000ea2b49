import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AbcBadge, RfmBadge, RfmScores } from "@/entities/class-badge";
import { Money } from "@/entities/money";
import { usePortfolio } from "@/entities/portfolio";
import { useFormat } from "@/i18n/use-format";
import { daysBetween } from "@/lib/days";
import { EmptyState } from "@/ui/empty-state";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import { Section } from "@/ui/section";
import { FiguresSkeleton, PlotSkeleton } from "@/ui/skeletons";
import { SimpleTable } from "@/ui/table/simple-table";
import { useClientValue, type ClientCard } from "./queries";

/** The value card: window, lifetime, basket, recency; live figures where orders came since the run. */
export function ClientFigures({ id }: { id: string }) {
  return (
    <Loaded query={useClientValue(id)} skeleton={<FiguresSkeleton count={5} />} compact>
      {(card) => <Cards card={card} />}
    </Loaded>
  );
}

function Cards({ card }: { card: ClientCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const months = usePortfolio().data?.window_months ?? 12;
  const figures = card.live ?? card.published;
  if (!figures) return null;
  const asOf = card.run?.as_of;
  const updated = asOf ? format.day(asOf) : undefined;
  const window = t("clients.value.window", { count: months });
  const recency = figures.last_order_day && asOf ? daysBetween(figures.last_order_day, asOf) : null;
  return (
    <FigureStrip>
      <Figure small label={t("clients.value.revenue")} measure="revenue" updated={updated} value={format.money(figures.revenue_minor, "whole")} exact={format.money(figures.revenue_minor)} foot={window} />
      <Figure small label={t("clients.value.margin")} measure="margin" updated={updated} value={format.money(figures.margin_minor, "whole")} exact={format.money(figures.margin_minor)} foot={window} />
      <Figure
        small
        label={t("clients.value.lifetime")}
        measure="lifetime"
        value={format.money(figures.total_revenue_minor, "whole")}
        exact={format.money(figures.total_revenue_minor)}
        foot={figures.first_order_day && t("clients.value.ordersSince", { count: figures.total_orders, day: format.day(figures.first_order_day) })}
      />
      <Figure small label={t("clients.value.basket")} measure="basket" value={figures.orders > 0 ? format.money(figures.revenue_minor / figures.orders, "whole") : "–"} foot={t("clients.value.orders", { count: figures.orders })} />
      <Figure
        small
        label={t("clients.value.recency")}
        measure="recency"
        value={recency === null ? "–" : t("clients.value.days", { count: Math.max(0, recency) })}
        foot={figures.last_order_day ? t("clients.value.lastOrder", { day: format.day(figures.last_order_day) }) : t("clients.value.never")}
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
      {(card) => (
        <Section title={t("clients.value.history")} hint={card.live ? t("clients.value.provisional") : t("clients.value.historyHint")}>
          {card.history.length === 0 ? (
            <EmptyState compact title={t("clients.value.noRun")} body={t("clients.value.noRunBody")} />
          ) : (
            <SimpleTable
              label={t("clients.value.history")}
              rows={card.history}
              rowId={(row) => String(row.from_run)}
              columns={[
                { key: "as_of", title: t("runs.asOf"), cell: (row) => format.day(row.as_of) },
                { key: "abc", title: t("clients.field.abc"), cell: (row) => <AbcBadge abc={row.figures.abc} /> },
                {
                  key: "group",
                  title: t("clients.field.rfmGroup"),
                  cell: (row) => (
                    <Text component="span" fz="sm">
                      <RfmBadge group={row.figures.rfm_group} />
                    </Text>
                  ),
                },
                { key: "scores", title: t("clients.field.scores"), cell: (row) => <RfmScores r={row.figures.r} f={row.figures.f} m={row.figures.m} /> },
                { key: "revenue", title: t("clients.field.revenue"), figure: true, cell: (row) => <Money minor={row.figures.revenue_minor} style="whole" /> },
                { key: "margin", title: t("clients.field.margin"), figure: true, cell: (row) => <Money minor={row.figures.margin_minor} style="whole" /> },
                { key: "orders", title: t("clients.field.orders"), figure: true, cell: (row) => format.number(row.figures.orders) },
              ]}
            />
          )}
        </Section>
      )}
    </Loaded>
  );
}
