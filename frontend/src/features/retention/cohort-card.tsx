import { Group, SegmentedControl, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ReportExport } from "@/entities/report-export";
import { useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { CohortPlot, cohortTable, type Cohort, type CohortShow } from "@/ui/chart/cohort-plot";
import { useLook } from "@/ui/chart/use-look";
import { Loaded } from "@/ui/loaded";
import { PlotSkeleton } from "@/ui/skeletons";
import { cohortDays } from "./periods";
import { useCohorts, type CohortReport, type Period } from "./queries";

/** Rows and columns that are drawn; the table and the file hold them all. */
const rows = { month: 24, quarter: 20 } as const;

/** What became of the clients of each month or quarter. */
export function CohortCard() {
  const [period, setPeriod] = useState<Period>("month");
  const query = useCohorts(useReportSearch(), period);
  return (
    <Loaded query={query} skeleton={<PlotSkeleton height={420} />} compact>
      {(report) => report && <Triangle report={report} period={period} onPeriod={setPeriod} />}
    </Loaded>
  );
}

function Triangle({ report, period, onPeriod }: { report: CohortReport; period: Period; onPeriod: (period: Period) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const [show, setShow] = useState<CohortShow>("retention");
  const all = useCohortRows(report);
  const drawn = useMemo(() => all.slice(-rows[report.period]).map((one) => ({ ...one, cells: one.cells.filter((cell) => cell.age < rows[report.period]) })), [all, report.period]);
  const year = report.period === "month" ? 12 : 4;
  const kept = report.retention[year];
  const title = kept === undefined ? t("retention.cohortYoung") : t("retention.cohortFinding", { share: format.share(kept) });
  const choices = (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t("retention.period")}
        value={period}
        onChange={(value) => onPeriod(value as Period)}
        data={[
          { value: "month", label: t("retention.months") },
          { value: "quarter", label: t("retention.quarters") },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t("retention.cell")}
        value={show}
        onChange={(value) => setShow(value as CohortShow)}
        data={[
          { value: "retention", label: t("charts.cohort.retention") },
          { value: "value", label: t("charts.cohort.value") },
          { value: "cumulated", label: t("retention.cumulated") },
        ]}
      />
    </Group>
  );
  return (
    <ChartCard
      title={title}
      subtitle={t(report.period === "month" ? "retention.cohortMonths" : "retention.cohortQuarters")}
      name="cohorts"
      measure="cohorts"
      table={cohortTable(all, look)}
      tools={<ReportExport table="cohorts" more={{ period }} />}
      foot={all.length > drawn.length && <Text fz="xs" c="dimmed">{t("retention.cohortCut", { count: drawn.length, all: format.number(all.length) })}</Text>}
    >
      {(chart) => (
        <>
          {choices}
          <CohortPlot cohorts={drawn} show={show} label={title} chart={chart} />
        </>
      )}
    </ChartCard>
  );
}

function useCohortRows(report: CohortReport): Cohort[] {
  const navigate = useNavigate();
  return useMemo(
    () =>
      report.cohorts.map((cohort) => {
        const days = cohortDays(cohort.cohort);
        const onOpen = () => void navigate({ to: "/clients", search: { first_from: days.from, first_to: days.to } });
        return {
          cohort: cohort.cohort,
          size: cohort.size,
          cells: cohort.cells.map((cell) => ({ age: cell.age, clients: cell.clients, retention: cell.retention, value: cell.value_minor, cumulated: cell.cumulated_minor, onOpen })),
        };
      }),
    [report, navigate],
  );
}
