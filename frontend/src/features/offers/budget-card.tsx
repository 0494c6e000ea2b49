import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { Loaded } from "@/ui/loaded";
import { MeasureHelp } from "@/ui/measure-help";
import { Section } from "@/ui/section";
import { PlotSkeleton } from "@/ui/skeletons";
import { useBudget, type Budget, type Offer } from "./queries";
import classes from "./offers.module.css";

/** How much of the budget is spent and held, what is left, and how long it lasts at the present pace. */
export function BudgetCard({ offer }: { offer: Offer }) {
  return (
    <Loaded query={useBudget(offer.id)} skeleton={<PlotSkeleton height={140} />}>
      {(budget) => <Gauge budget={budget} />}
    </Loaded>
  );
}

function Gauge({ budget }: { budget: Budget }) {
  const { t } = useTranslation();
  const format = useFormat();
  const whole = budget.budget_minor ?? 0;
  const share = (part: number) => `${whole > 0 ? Math.min(100, (part / whole) * 100) : 0}%`;
  const spent = whole > 0 ? budget.spent_minor / whole : 0;
  return (
    <Section
      title={budget.exhausted ? t("offers.budget.exhausted") : t("offers.budget.finding", { share: format.share(spent), whole: format.money(whole, "short") })}
      hint={budget.last_day && !budget.exhausted ? t("offers.budget.until", { day: format.day(budget.last_day) }) : undefined}
      actions={<MeasureHelp measure="offerBudget" />}
    >
      <div role="meter" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(spent * 100)} aria-label={t("offers.budget.title")} className={classes.gauge}>
        <i className={classes.spent} style={{ width: share(budget.spent_minor) }} />
        <i className={classes.held} style={{ width: share(budget.reserved_minor) }} />
      </div>
      <Text fz="sm" mt={8} className={classes.legend}>
        <span><i className={classes.spent} /> {t("offers.budget.spent", { amount: format.money(budget.spent_minor) })}</span>
        <span><i className={classes.held} /> {t("offers.budget.held", { amount: format.money(budget.reserved_minor) })}</span>
        <span>{t("offers.budget.left", { amount: format.money(budget.left_minor) })}</span>
        <span>{t("offers.budget.redemptions", { count: budget.redemptions })}</span>
        <span>{t("offers.budget.burn", { amount: format.money(Math.round(budget.burn_minor_per_day ?? 0)) })}</span>
      </Text>
    </Section>
  );
}
