import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { RuleField } from "./fields";

const isDay = (field: RuleField) => field.type === "day" || field.type === "time";
const dayOps = ["lt", "lte", "gt", "gte"];

/** The words of operators: of a list to choose from, and of a sentence. Days are before and after where numbers are below and above. */
export function useOpWords() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      op: (field: RuleField, op: string) => (isDay(field) && dayOps.includes(op) ? t(`rules.dayOp.${op as "lt"}`) : t(`rules.op.${op as "is"}`)),
      say: (field: RuleField, op: string, value: string) => (isDay(field) && dayOps.includes(op) ? t(`rules.say.dayOp.${op as "lt"}`, { value }) : t(`rules.say.op.${op as "is"}`, { value })),
    }),
    [t],
  );
}
