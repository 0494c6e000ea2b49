import { Alert, SimpleGrid, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "@/entities/me";
import { AbcCard, MonthsCard, ParetoCard, RfmCard } from "@/entities/portfolio-plots";
import { useFormat } from "@/i18n/use-format";
import { change } from "@/lib/format";
import { ButtonLink } from "@/ui/button-link";
import { Figure, FigureStrip } from "@/ui/figure";
import { Loaded } from "@/ui/loaded";
import { PageHead } from "@/ui/page/page-head";
import classes from "@/ui/page/page.module.css";
import { FiguresSkeleton, PlotSkeleton } from "@/ui/skeletons";
import { EmptyBase } from "./empty-base";
import { useDashboard, type Dashboard } from "./queries";
import { TodoList } from "./todo-list";

/** The story of the base: four figures, what to do now, then the plots behind them. */
export function HomePage() {
  const { t } = useTranslation();
  const me = useMe();
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
        {(dashboard) =>
          dashboard.clients === 0 && dashboard.months.length === 0 ? (
            <EmptyBase />
          ) : (
            <>
              <PageHead title={t("home.hello", { name: me.name.split(" ")[0] })} />
              <Figures dashboard={dashboard} />
              {dashboard.as_of ? <Story dashboard={dashboard} /> : <BeforeRun dashboard={dashboard} />}
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Figures({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { now, before, months } = dashboard;
  const base = t("home.before");
  const updated = dashboard.as_of ? format.day(dashboard.as_of) : undefined;
  const trend = (pick: (month: Dashboard["months"][number]) => number | null | undefined) => months.slice(-12).map((month) => pick(month) ?? 0);
  return (
    <FigureStrip>
      <Figure label={t("home.active")} measure="active" updated={updated} value={<Link to="/clients" search={{ prospect: false }}>{format.number(now.active_clients)}</Link>} change={change(now.active_clients, before.active_clients)} base={base} foot={t("home.activeFoot", { count: dashboard.clients })} />
      <Figure label={t("home.revenue")} measure="revenue" updated={updated} value={<Link to="/orders">{format.money(now.revenue_minor, "short")}</Link>} exact={format.money(now.revenue_minor)} change={change(now.revenue_minor, before.revenue_minor)} base={base} trend={trend((month) => month.revenue_minor)} />
      <Figure label={t("home.margin")} measure="margin" updated={updated} value={<Link to="/portfolio/value">{format.money(now.margin_minor, "short")}</Link>} exact={format.money(now.margin_minor)} change={change(now.margin_minor, before.margin_minor)} base={base} trend={trend((month) => month.margin_minor)} />
      <Figure label={t("home.basket")} measure="basket" updated={updated} value={format.money(now.average_basket_minor, "whole")} exact={format.money(now.average_basket_minor)} change={change(now.average_basket_minor, before.average_basket_minor)} base={base} />
    </FigureStrip>
  );
}

function Story({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <TodoList />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <ParetoCard />
        <RfmCard />
        <MonthsCard now={dashboard.now.revenue_minor} before={dashboard.before.revenue_minor} />
        <AbcCard />
      </SimpleGrid>
      {dashboard.anonymous_orders > 0 && (
        <Text fz="sm" c="dimmed">
          {t("home.anonymous", { amount: format.money(dashboard.anonymous_revenue_minor) })}
        </Text>
      )}
    </>
  );
}

function BeforeRun({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert color="saffron">
        <Text fz="sm" mb="xs">
          {t("home.noRun")}
        </Text>
        <ButtonLink to="/portfolio/runs" size="xs">
          {t("home.noRunAction")}
        </ButtonLink>
      </Alert>
      <MonthsCard now={dashboard.now.revenue_minor} before={dashboard.before.revenue_minor} />
    </>
  );
}
