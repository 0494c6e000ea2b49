import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Balance and independence. */
export function BalancePage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("balance.title")} plot={null} />;
}
