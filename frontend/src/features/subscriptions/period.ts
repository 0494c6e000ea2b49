import { useTranslation } from "react-i18next";

/** How often a subscription renews, in words. */
export function usePeriod() {
  const { t } = useTranslation();
  return (months: number) => (months % 12 === 0 ? t("subscriptions.year", { count: months / 12 }) : t("subscriptions.months", { count: months }));
}
