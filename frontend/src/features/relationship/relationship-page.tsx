import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** State of the relationship. */
export function RelationshipPage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("relationship.title")} plot={null} />;
}
