import { useTranslation } from "react-i18next";
import { RecordLink } from "@/entities/record-link";
import { ReportExport } from "@/entities/report-export";
import { ReportPage, useReportSearch } from "@/entities/report-page";
import { useFormat } from "@/i18n/use-format";
import { classOrder } from "@/ui/chart/class-look";
import { Figure, FigureStrip } from "@/ui/figure";
import { AnalysisPage } from "@/ui/page/analysis-page";
import type { LifeStage } from "@/ui/theme/tokens";
import { LatenessCard } from "./lateness-card";
import { NormCard } from "./norm-card";
import { useLifeStage, type LifeStageReport } from "./queries";
import { RenewalsCard } from "./renewals-card";

/** Where clients stand in their own cycle, and who is due. */
export function LifeStagePage() {
  const { t } = useTranslation();
  return (
    <ReportPage title={t("lifeStage.title")} query={useLifeStage(useReportSearch())}>
      {(report) => <Analysis report={report} />}
    </ReportPage>
  );
}

function Analysis({ report }: { report: LifeStageReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const due = report.stages.find((one) => one.stage === "due");
  const late = report.stages.find((one) => one.stage === "late");
  return (
    <AnalysisPage
      title={t("lifeStage.title")}
      finding={t("lifeStage.finding", { count: due?.clients ?? 0, late: format.number(late?.clients ?? 0), amount: format.money(late?.value_minor ?? 0, "short") })}
      lead={t("lifeStage.lead")}
      actions={<ReportExport table="life_stage" />}
      figures={<Stages report={report} />}
      plot={
        <>
          <RenewalsCard report={report} />
          <NormCard report={report} />
          <LatenessCard report={report} />
        </>
      }
    />
  );
}

function Stages({ report }: { report: LifeStageReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <FigureStrip>
      {(classOrder.life_stage as readonly LifeStage[]).map((stage) => {
        const one = report.stages.find((total) => total.stage === stage);
        return (
          <Figure
            key={stage}
            label={t(`classes.life_stage.${stage}`)}
            measure="lifeStage"
            value={
              <RecordLink to="/clients" search={{ life_stage: stage, sort: "due" }} fz="inherit">
                {format.number(one?.clients ?? 0)}
              </RecordLink>
            }
            foot={format.money(one?.value_minor ?? 0, "short")}
          />
        );
      })}
    </FigureStrip>
  );
}
