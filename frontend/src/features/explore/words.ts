import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { classLook, classOrder, type ClassMeasure } from "@/ui/chart/class-look";
import { useLook } from "@/ui/chart/use-look";
import { rfmFamily } from "@/ui/theme/tokens";
import type { Dimension } from "./explore-search";
import type { Exploration, Head } from "./queries";

const classes = ["abc", "rfm_group", "quadrant", "relationship", "life_stage", "trend"];

/** The name of a value of a dimension, in the user's language. */
export function useHeadName() {
  const look = useLook();
  const format = useFormat();
  return useCallback(
    (dimension: Dimension, head: Pick<Head, "value" | "label">) => {
      if (head.value === "") return look.t("explore.blank");
      if (classes.includes(dimension)) return classLook(look, dimension as ClassMeasure, head.value).label;
      if (dimension === "kind" || dimension === "channel") return look.t(`rules.word.${head.value as "b2c"}`, { defaultValue: head.value });
      if (dimension === "country") return format.country(head.value);
      return head.label || head.value;
    },
    [look, format],
  );
}

/** Where a value stands: classes best first, what is not known last, anything else as the server gives it. */
export function arranged<T extends Pick<Head, "value">>(dimension: string, heads: readonly T[]): { head: T; at: number }[] {
  const order = dimension === "rfm_group" ? Object.keys(rfmFamily) : (classOrder[dimension as ClassMeasure] ?? []);
  const rank = (value: string) => (value === "" ? Number.MAX_SAFE_INTEGER : order.includes(value) ? order.indexOf(value) : order.length);
  return heads.map((head, at) => ({ head, at })).sort((one, other) => rank(one.head.value) - rank(other.head.value));
}

/** A value as people read it, by the unit of the measure. */
export function useValueText({ unit }: Pick<Exploration, "unit">) {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    (value: number | null | undefined) => {
      if (value === null || value === undefined) return "–";
      if (unit === "money") return format.money(Math.round(value), "short");
      if (unit === "days") return t("explore.days", { count: Math.round(value) });
      return format.number(value, unit === "orders" ? 1 : 0);
    },
    [unit, format, t],
  );
}
