import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Your portfolio. */
export function StoryPage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("story.title")} plot={null} />;
}
