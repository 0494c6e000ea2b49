import { Alert, Group, SimpleGrid, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { ReportExport } from "@/entities/report-export";
import { DivisionSelect, ReportPage, useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { LorenzPlot, lorenzTable } from "@/ui/chart/lorenz-plot";
import { TopSharesPlot, topSharesTable } from "@/ui/chart/top-shares-plot";
import { useLook } from "@/ui/chart/use-look";
import { Figure, FigureStrip } from "@/ui/figure";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { useBalance, type BalanceReport } from "./queries";

/** How the value is spread, and how much hangs on the first clients. */
export function BalancePage() {
  const { t } = useTranslation();
  return (
    <ReportPage title={t("balance.title")} query={useBalance(useReportSearch())}>
      {(report) => <Analysis report={report} />}
    </ReportPage>
  );
}

function Analysis({ report }: { report: BalanceReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { concentration } = report;
  const first = concentration.top.find((one) => one.clients === 1);
  return (
    <AnalysisPage
      title={t("balance.title")}
      finding={t("balance.finding", { share: format.share(first?.share ?? 0, 1), equal: format.number(Math.round(concentration.equivalent_clients)) })}
      lead={t("balance.lead")}
      actions={
        <Group gap="sm">
          <DivisionSelect />
          <ReportExport table="balance" />
        </Group>
      }
      figures={<Figures report={report} />}
      plot={
        <>
          <Alarms report={report} />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
            <TopCard report={report} />
            <LorenzCard report={report} />
          </SimpleGrid>
          {concentration.excluded > 0 && (
            <Text fz="sm" c="dimmed">
              {t("balance.excluded", { count: concentration.excluded })}
            </Text>
          )}
        </>
      }
    />
  );
}

function Alarms({ report }: { report: BalanceReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return report.alarms.map((alarm) => (
    <Alert key={alarm.code} color="saffron" icon={<IconAlertTriangle size={18} aria-hidden />} title={t("balance.alarm")}>
      {t(alarm.code === "first_client" ? "balance.alarmFirst" : "balance.alarmFive", { share: format.share(alarm.share, 1), limit: format.share(alarm.limit) })}{" "}
      <RecordLink to="/clients" search={{ sort: "-revenue", division_id: report.division_id ?? undefined }} fz="inherit" underline="always">
        {t("balance.seeFirst")}
      </RecordLink>
    </Alert>
  ));
}

function Figures({ report }: { report: BalanceReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { concentration } = report;
  return (
    <FigureStrip>
      <Figure label={t("balance.clients")} value={format.number(concentration.clients)} foot={format.money(concentration.total_minor, "short")} exact={format.money(concentration.total_minor, "whole")} />
      <Figure label={t("balance.gini")} measure="gini" value={format.number(concentration.gini, 2)} foot={t("balance.giniFoot")} />
      <Figure label={t("balance.herfindahl")} measure="dependence" value={format.number(concentration.herfindahl, 4)} foot={t("balance.equal", { count: Math.round(concentration.equivalent_clients) })} />
      <Figure label={t("balance.mean")} value={format.money(report.mean_minor, "short")} foot={t("balance.median", { amount: format.money(report.median_minor, "short") })} />
    </FigureStrip>
  );
}

function TopCard({ report }: { report: BalanceReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const limits: Record<number, number> = { 1: report.limits.first, 5: report.limits.first_five };
  const tops = report.concentration.top.map((one) => ({ key: String(one.clients), name: t("balance.first", { count: one.clients }), share: one.share, limit: limits[one.clients] ?? null }));
  const five = report.concentration.top.find((one) => one.clients === 5);
  const title = t("balance.topTitle", { share: format.share(five?.share ?? 0, 1) });
  return (
    <ChartCard title={title} subtitle={t("balance.topSubtitle")} name="first_clients" measure="dependence" table={topSharesTable(tops, look)}>
      {(chart) => <TopSharesPlot tops={tops} label={title} chart={chart} />}
    </ChartCard>
  );
}

function LorenzCard({ report }: { report: BalanceReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const points = report.lorenz.map((point) => ({ clients: point.client_share, value: point.value_share }));
  const half = points.filter((point) => point.clients <= 0.5).at(-1);
  const title = t("balance.lorenzTitle", { share: format.share(half?.value ?? 0, 1) });
  return (
    <ChartCard
      title={title}
      subtitle={t("balance.lorenzSubtitle")}
      name="lorenz"
      measure="gini"
      table={lorenzTable(points, look)}
      legend={[
        { label: t("charts.lorenz.curve"), color: look.palette.brand, line: true },
        { label: t("charts.lorenz.equality"), color: look.palette.neutral, line: true },
      ]}
    >
      {(chart) => <LorenzPlot points={points} gini={report.concentration.gini} label={title} chart={chart} />}
    </ChartCard>
  );
}
