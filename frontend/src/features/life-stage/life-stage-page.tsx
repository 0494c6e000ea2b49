import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Life stage and renewals. */
export function LifeStagePage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("lifeStage.title")} plot={null} />;
}
