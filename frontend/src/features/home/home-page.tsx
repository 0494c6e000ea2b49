import { Alert, SimpleGrid, Text } from "@mantine/core";
import { IconChartDonut3 } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "@/entities/me";
import type { Portfolio } from "@/entities/portfolio";
import { AbcCard, MonthsCard, ParetoCard, RfmCard } from "@/entities/portfolio-plots";
import { useFormat } from "@/i18n/use-format";
import { change } from "@/lib/format";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import { PageHead } from "@/ui/page/page-head";
import classes from "@/ui/page/page.module.css";
import { FiguresSkeleton, PlotSkeleton } from "@/ui/skeletons";
import { EmptyBase } from "./empty-base";
import { useDashboard } from "./queries";
import { TodoList } from "./todo-list";

/** The story of the base: four figures, what to do now, then the plots behind them. */
export function HomePage() {
  const { t } = useTranslation();
  const me = useMe();
  const format = useFormat();
  return (
    <div className={classes.page}>
      <Loaded
        query={useDashboard()}
        skeleton={
          <>
            <PageHead title={t("home.title")} />
            <FiguresSkeleton />
            <PlotSkeleton height={420} />
          </>
        }
      >
        {(dashboard) => {
          if (dashboard.clients === 0 && !dashboard.has_orders) return <EmptyBase />;
          return (
            <>
              <PageHead title={t("home.hello", { name: me.name.split(" ")[0] })} />
              {dashboard.stale && dashboard.portfolio && <Alert color="saffron">{t("home.stale", { day: format.day(dashboard.newest_order_day, "long") })}</Alert>}
              {dashboard.portfolio ? <Story portfolio={dashboard.portfolio} clients={dashboard.clients} /> : <BeforeRun />}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

type StoryProps = { portfolio: Portfolio; clients: number };

function Story({ portfolio, clients }: StoryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Figures portfolio={portfolio} clients={clients} />
      <TodoList portfolio={portfolio} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <ParetoCard portfolio={portfolio} />
        <RfmCard portfolio={portfolio} />
        <MonthsCard portfolio={portfolio} />
        <AbcCard portfolio={portfolio} />
      </SimpleGrid>
      {portfolio.window.anonymous_orders > 0 && (
        <Text fz="sm" c="dimmed">
          {t("home.anonymous", { amount: format.money(portfolio.window.anonymous_revenue_minor) })}
        </Text>
      )}
    </>
  );
}

function Figures({ portfolio, clients }: StoryProps) {
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
        foot={t("home.activeFoot", { count: clients })}
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
        value={`${format.money(portfolio.value_won_minor, "short")} / ${format.money(portfolio.value_lost_minor, "short")}`}
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

function BeforeRun() {
  const { t } = useTranslation();
  return (
    <div className="card">
      <EmptyState
        icon={<IconChartDonut3 size={36} stroke={1.5} aria-hidden />}
        title={t("portfolio.none")}
        body={t("portfolio.noneBody")}
        action={<ButtonLink to="/portfolio/runs">{t("home.noRunAction")}</ButtonLink>}
      />
    </div>
  );
}
