import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Clients and value by place. */
export function MapPage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("map.title")} plot={null} />;
}
