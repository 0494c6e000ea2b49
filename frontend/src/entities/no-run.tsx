import { IconChartDonut3 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/empty-state";
import { AnalysisPage } from "@/ui/page/analysis-page";
import { StartRun } from "./start-run";

/** An analysis before the first run: says what a run gives, and starts one. */
export function NoRun({ title }: { title: string }) {
  const { t } = useTranslation();
  return (
    <AnalysisPage
      title={title}
      plot={
        <div className="card">
          <EmptyState icon={<IconChartDonut3 size={36} stroke={1.5} aria-hidden />} title={t("portfolio.none")} body={t("portfolio.noneBody")} action={<StartRun />} />
        </div>
      }
    />
  );
}
