import { useTranslation } from "react-i18next";
import { usePortfolio } from "@/entities/portfolio";
import { useFormat } from "@/i18n/use-format";
import { daysBetween } from "@/lib/days";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import { FiguresSkeleton } from "@/ui/skeletons";
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
  const portfolio = usePortfolio();
  const figures = card.live ?? card.published;
  if (!figures) return null;
  const asOf = card.run?.as_of;
  const updated = asOf ? `${format.day(card.as_of ?? asOf)}${card.provisional ? ` (${t("clientCard.provisional").toLowerCase()})` : ""}` : undefined;
  const window = portfolio.isPending ? undefined : t("clients.value.window", { count: portfolio.data?.window_months ?? 12 });
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
