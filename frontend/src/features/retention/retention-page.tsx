import { Alert, Group } from "@mantine/core";
import { IconTrendingDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ReportExport } from "@/entities/report-export";
import { DivisionSelect, ReportPage, useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { Figure, FigureStrip } from "@/ui/figure";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { CohortCard } from "./cohort-card";
import { DutyCard } from "./duty-card";
import { useRetention, type RetentionReport } from "./queries";
import { SurvivalCard } from "./survival-card";

/** Retention duty: won against lost, cohorts, how long clients stay. */
export function RetentionPage() {
  const { t } = useTranslation();
  return (
    <ReportPage title={t("retention.title")} query={useRetention(useReportSearch())}>
      {(report) => <Analysis report={report} />}
    </ReportPage>
  );
}

function Analysis({ report }: { report: RetentionReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { erosion } = report;
  const alarm = erosion.clients_alarm || erosion.value_alarm;
  const count = erosion.months;
  return (
    <AnalysisPage
      title={t("retention.title")}
      finding={t(erosion.lost > erosion.gained ? "retention.moreLost" : "retention.moreWon", { won: format.number(erosion.gained), lost: format.number(erosion.lost), count })}
      actions={
        <Group gap="sm">
          <DivisionSelect />
          <ReportExport table="retention" />
        </Group>
      }
      figures={<Figures report={report} />}
      plot={
        <>
          {alarm && (
            <Alert color="brick" icon={<IconTrendingDown size={18} aria-hidden />} title={t("retention.alarm")}>
              {t(erosion.clients_alarm ? "retention.alarmClients" : "retention.alarmValue", { count })}
            </Alert>
          )}
          <DutyCard report={report} />
          <CohortCard />
          <SurvivalCard report={report} />
        </>
      }
    />
  );
}

function Figures({ report }: { report: RetentionReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { erosion } = report;
  const over = t("retention.over", { count: erosion.months });
  const active = report.months.at(-1)?.active ?? 0;
  return (
    <FigureStrip>
      <Figure label={t("retention.active")} value={format.number(active)} foot={t("retention.activeFoot", { count: report.silence_months })} />
      <Figure label={t("retention.gained")} value={format.number(erosion.gained)} foot={`${format.money(erosion.gained_minor, "short")}, ${over}`} />
      <Figure label={t("retention.lost")} value={format.number(erosion.lost)} foot={`${format.money(erosion.lost_minor, "short")}, ${over}`} />
      <Figure label={t("retention.lossRate")} value={format.share(erosion.loss_rate, 1)} measure="retention" foot={t("retention.perMonth")} />
      <Cost label={t("retention.costWon")} minor={erosion.cost_per_won_minor} over={over} />
      <Cost label={t("retention.costKept")} minor={erosion.cost_per_kept_minor} over={over} />
    </FigureStrip>
  );
}

/** A cost per client; nothing recorded is not a cost of zero. */
function Cost({ label, minor, over }: { label: string; minor: number | null; over: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return <Figure label={label} value={minor ? format.money(minor, "short") : "–"} foot={minor ? over : t("retention.costUnknown")} />;
}
