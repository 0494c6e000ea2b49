import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Retention duty and cohorts. */
export function RetentionPage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("retention.title")} plot={null} />;
}
