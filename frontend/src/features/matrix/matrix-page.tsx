import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Profitability matrix. */
export function MatrixPage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("matrix.title")} plot={null} />;
}
