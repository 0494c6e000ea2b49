import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/api";

type Cap = Pick<Schemas["CapFields"], "event" | "limit" | "per" | "reset">;

/** A capping rule as a sentence: at most so many of what, for whom, in which time. */
export function useCapWords() {
  const { t } = useTranslation();
  return useCallback(
    ({ event, limit, per, reset }: Cap) => t("caps.sentence", { what: t(`caps.counted.${event}`, { count: limit }), per: t(`caps.per.${per}`), reset: t(`caps.reset.${reset}`) }),
    [t],
  );
}
