import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Subscriptions. */
export function SubscriptionListPage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("subscriptions.title")} plot={null} />;
}
