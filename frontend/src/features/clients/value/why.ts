import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import type { ClientCard, Reason } from "./queries";

/** Cycles are told in days up to here, then in months. */
const longDays = 120;
const daysPerMonth = 365.25 / 12;

/** A fact that decided the state of the relationship, as a sentence with its figures. */
export function useReasonText() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ code, values }: Reason): string => {
    const share = (name: string) => format.share(values[name] ?? null);
    const money = (name: string) => format.money(values[name] ?? null, "whole");
    const span = (name: string) => {
      const days = values[name] ?? 0;
      return days < longDays ? t("clients.value.days", { count: days }) : t("runs.months", { count: Math.round(days / daysPerMonth) });
    };
    const count = values.purchases ?? values.cases ?? 0;
    switch (code) {
      case "value_falling":
        return t("clientCard.relationship.value_falling", { before: money("before_minor"), now: money("now_minor") });
      case "wallet_falling":
        return t("clientCard.relationship.wallet_falling", { before: share("before"), now: share("now") });
      case "overdue":
        return t("clientCard.relationship.overdue", { amount: money("amount_minor"), days: format.number(values.days), limit: format.number(values.limit_days) });
      case "purchases":
        return t("clientCard.relationship.purchases", { count, needed: format.number(values.needed) });
      case "open_cases":
      case "badly_closed":
        return t(`clientCard.relationship.${code}`, { count });
      case "alive_high":
      case "alive_middle":
      case "alive_low":
      case "risk":
      case "unhappy":
      case "happy":
        return t(`clientCard.relationship.${code}`, { alive: share("alive"), risk: share("risk"), satisfaction: share("satisfaction"), limit: share("limit") });
      case "cycle_kept":
      case "cycle_late":
      case "cycle_lapsed":
        return t(`clientCard.relationship.${code}`, { cycle: span("cycle_days"), until: span("until_days") });
      case "no_purchase":
      case "alive_unknown":
      case "let_go":
        return t(`clientCard.relationship.${code}`);
      default:
        return code;
    }
  };
}

/** Why a client is in each of its classes, one sentence each. */
export function useWhy(card: ClientCard) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonText = useReasonText();
  const money = (minor: number) => format.money(minor, "whole");
  const window = (months: number) => t("runs.months", { count: months });
  const { reasons, matrix, relationship, life_stage, trend, frat, tier } = card;
  return {
    abc: () => {
      const why = reasons?.abc;
      if (!why) return t("clientCard.why.none");
      if (why.class === "none") return t("clientCard.why.abcNone");
      const said = { value: money(why.value_minor), window: window(why.window_months), class: why.class };
      const now = why.lowest_minor === null ? t("clientCard.why.abcLast", said) : t("clientCard.why.abc", { ...said, lowest: money(why.lowest_minor) });
      return why.to_next_minor === null ? now : `${now} ${t("clientCard.why.abcNext", { missing: money(why.to_next_minor), next: why.next_class })}`;
    },
    rfm: () => {
      const why = reasons?.rfm;
      if (!why) return t("clientCard.why.noPurchase");
      return t("clientCard.why.rfm", {
        days: t("clients.value.days", { count: why.recency_days.value }),
        r: why.recency_days.score,
        orders: t("clientCard.why.orders", { count: why.orders.value }),
        f: why.orders.score,
        amount: money(why.monetary_minor.value),
        m: why.monetary_minor.score,
        window: window(why.window_months),
      });
    },
    quadrant: () => {
      if (!matrix) return t("clientCard.why.none");
      if (matrix.raw === "low_priority" && matrix.quadrant === "unverified") return t("clientCard.why.unverified");
      if (matrix.raw !== matrix.quadrant) return t("clientCard.why.guarded");
      return t("clientCard.why.matrix", { actual: money(matrix.actual_minor), actualCut: money(matrix.cuts.actual_minor), potential: money(matrix.potential_minor), potentialCut: money(matrix.cuts.potential_minor) });
    },
    relationship: () => (relationship?.reasons[0] ? `${reasonText(relationship.reasons[0])}.` : t("clientCard.why.none")),
    stage: () => {
      const urgent = life_stage?.renewals.find((one) => one.urgent) ?? life_stage?.renewals[0];
      if (!urgent) return t("clientCard.why.stageNone");
      const said = { category: urgent.category?.name ?? t("clientCard.stage.noCategory"), day: format.day(urgent.due.day) };
      return urgent.days_late > 0 ? t("clientCard.why.stageLate", { ...said, days: t("clients.value.days", { count: urgent.days_late }) }) : t("clientCard.why.stage", said);
    },
    trend: () => {
      if (!trend) return t("clientCard.why.none");
      if (trend.direction === "unknown") return t("clientCard.why.trendUnknown");
      return t("clientCard.why.trend", { now: money(trend.now_minor), before: money(trend.before_minor), window: window(trend.window_months) });
    },
    frat: () => (frat?.category ? t("clientCard.why.frat", { share: format.share(frat.share), category: frat.category.name }) : t("clientCard.frat.none")),
    tier: () => (tier ? t("clientCard.why.tier", { class: tier.class === "none" ? t("abc.short.none") : tier.class, hours: format.number(tier.response_hours), discount: format.share(tier.discount_percent / 100) }) : t("clientCard.why.none")),
  };
}
