import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Customer lifetime value. */
export function LifetimePage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("lifetime.title")} plot={null} />;
}
