import { useTranslation } from "react-i18next";
import { StateBadge } from "@/entities/state-badge";
import type { Receivable } from "./queries";

/** The state of an amount owed, and how late it is. */
export function ReceivableState({ one }: { one: Receivable }) {
  const { t } = useTranslation();
  if (one.overdue) return <StateBadge tone={one.days_late > 60 ? "bad" : "warm"}>{t("receivables.late", { count: one.days_late })}</StateBadge>;
  return <StateBadge tone={one.state === "settled" ? "good" : "plain"}>{t(`receivables.state.${one.state}`)}</StateBadge>;
}
