import { Alert, SimpleGrid, Text } from "@mantine/core";
import { IconChartDonut3 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { AlarmList, useAlarms } from "@/entities/alarms";
import { useMe } from "@/entities/me";
import type { Portfolio } from "@/entities/portfolio";
import { PortfolioFigures } from "@/entities/portfolio-figures";
import { AbcCard, MonthsCard, ParetoCard, RfmCard } from "@/entities/portfolio-plots";
import { useFormat } from "@/i18n/use-format";
import { ButtonLink } from "@/ui/button-link";
import { EmptyState } from "@/ui/empty-state";
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
      <PortfolioFigures portfolio={portfolio} clients={clients} />
      <HomeAlarms />
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

/** What the list of things to do already names is not said twice; what only analysts need stands in the portfolio. */
const elsewhere: readonly string[] = ["best_sleeping", "renewals_late", "satisfied_leaving", "many_unverified", "dropout_not_identified", "stale_data"];

function HomeAlarms() {
  const alarms = useAlarms().data?.alarms.filter((alarm) => !elsewhere.includes(alarm.code)) ?? [];
  return alarms.length > 0 ? <AlarmList alarms={alarms} /> : null;
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
