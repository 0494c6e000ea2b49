import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { change } from "@/lib/format";
import { Figure, FigureStrip } from "@/ui/figure";
import type { Portfolio } from "./portfolio";

/** The four figures of a portfolio, against the same time before; `clients` is all that are known, where they were counted. */
export function PortfolioFigures({ portfolio, clients }: { portfolio: Portfolio; clients?: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { window, before, months } = portfolio;
  const base = t("home.before", { count: portfolio.window_months });
  const updated = format.day(portfolio.run.as_of);
  const last = months.slice(-portfolio.window_months);
  return (
    <FigureStrip>
      <Figure
        label={t("home.active")}
        measure="active"
        updated={updated}
        value={<Link to="/clients" search={{ prospect: false }}>{format.number(portfolio.active_clients)}</Link>}
        change={change(portfolio.active_clients, portfolio.active_clients_before)}
        base={base}
        foot={t("home.activeFoot", { count: clients ?? portfolio.clients })}
      />
      <Figure
        label={t("home.revenue", { count: portfolio.window_months })}
        measure="revenue"
        updated={updated}
        value={<Link to="/portfolio/value">{format.money(window.revenue_minor, "short")}</Link>}
        exact={format.money(window.revenue_minor)}
        change={change(window.revenue_minor, before.revenue_minor)}
        base={base}
        trend={last.map((month) => month.revenue_minor)}
        foot={window.margin_minor === 0 ? t("home.marginUnknown") : t("home.margin", { amount: format.money(window.margin_minor, "short") })}
      />
      <Figure
        label={t("home.won")}
        measure="won"
        updated={updated}
        value={<span style={{ whiteSpace: "normal" }}>{`${format.money(portfolio.value_won_minor, "short")} / ${format.money(portfolio.value_lost_minor, "short")}`}</span>}
        exact={`${format.money(portfolio.value_won_minor)} / ${format.money(portfolio.value_lost_minor)}`}
        foot={t("home.wonFoot", { won: format.number(portfolio.clients_won), lost: format.number(portfolio.clients_lost) })}
      />
      <Figure
        label={t("home.risk")}
        measure="risk"
        updated={updated}
        value={<Link to="/clients" search={{ rfm_group: "at_risk,cannot_lose", sort: "-revenue" }}>{format.money(portfolio.value_at_risk_minor, "short")}</Link>}
        exact={format.money(portfolio.value_at_risk_minor)}
        foot={t("home.riskFoot", { count: portfolio.clients_at_risk })}
      />
    </FigureStrip>
  );
}
