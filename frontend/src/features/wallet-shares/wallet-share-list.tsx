import { useTranslation } from "react-i18next";
import { AnalysisPage } from "@/ui/page/analysis-page";

/** Shares of wallet. */
export function WalletShareListPage() {
  const { t } = useTranslation();
  return <AnalysisPage title={t("walletShares.title")} plot={null} />;
}
