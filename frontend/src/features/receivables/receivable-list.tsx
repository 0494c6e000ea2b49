import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Unpaid amounts. */
export function ReceivableListPage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("receivables.title")} plot={null} />;
}
