import { Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReportSearch } from "@/entities/report-page";
import { ChartCard } from "@/ui/chart/chart-card";
import { classLook } from "@/ui/chart/class-look";
import { SharePlot, shareTable } from "@/ui/chart/share-plot";
import { useLook } from "@/ui/chart/use-look";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import { useTrend, type TrendReport } from "./queries";

/** Where clients and the whole are going. */
export function TrendCard() {
  return (
    <Loaded query={useTrend(useReportSearch())} skeleton={<PlotSkeleton height={240} />} compact>
      {(report) => report && <Card report={report} />}
    </Loaded>
  );
}

function Card({ report }: { report: TrendReport }) {
  const { t } = useTranslation();
  const look = useLook();
  const { format } = look;
  const navigate = useNavigate();
  const all = { clients: 0, revenue: 0 };
  for (const one of report.directions) {
    all.clients += one.clients;
    all.revenue += Math.max(0, one.revenue_minor);
  }
  const shares = report.directions.map((one) => ({
    key: one.direction,
    ...classLook(look, "trend", one.direction),
    clients: one.clients,
    clientShare: all.clients > 0 ? one.clients / all.clients : 0,
    value: one.revenue_minor,
    valueShare: all.revenue > 0 ? one.revenue_minor / all.revenue : 0,
    onOpen: () => void navigate({ to: "/clients", search: { trend: one.direction, sort: "-revenue", division_id: report.division_id ?? undefined } }),
  }));
  const count = (direction: string) => report.directions.find((one) => one.direction === direction)?.clients ?? 0;
  const { series } = report;
  const title = t("portfolioCards.trend.finding", { up: count("growing"), count: count("declining") });
  return (
    <ChartCard
      title={title}
      subtitle={t("portfolioCards.trend.subtitle")}
      name="trend"
      measure="trend"
      table={shareTable(shares, t("portfolioCards.trend.class"), look)}
      legend={shares.map(({ label, color }) => ({ label, color }))}
      foot={
        <Text fz="sm" c="dimmed">
          {t(`portfolioCards.trend.series.${series.direction}`, { count: series.months, relative: format.share(Math.abs(series.relative), 1), p: format.number(series.p_value, 3) })}
        </Text>
      }
    >
      {(chart) => <SharePlot chart={chart} shares={shares} label={title} />}
    </ChartCard>
  );
}
