import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { NextPurchasePlot, nextPurchaseTable, type NextPurchase } from "@/ui/chart/next-purchase-plot";
import { useLook } from "@/ui/chart/use-look";
import { EmptyState } from "@/ui/empty-state";
import { Section } from "@/ui/section";
import type { ClientCard } from "./queries";

/** The life stage of every category: when the client bought last, and when the next purchase is expected. */
export function Renewals({ card }: { card: ClientCard }) {
  const { t } = useTranslation();
  const look = useLook();
  const format = useFormat();
  const renewals = card.life_stage?.renewals ?? [];
  if (!card.as_of || !card.life_stage) return null;
  if (renewals.length === 0) {
    return (
      <Section title={t("clients.field.lifeStage")}>
        <EmptyState compact title={t("clientCard.stage.none")} body={t("clientCard.stage.noneBody")} />
      </Section>
    );
  }
  const nameOf = (one: (typeof renewals)[number]) => one.category?.name ?? t("clientCard.stage.noCategory");
  const purchases: NextPurchase[] = renewals.map((one) => ({
    name: nameOf(one),
    lastDay: one.last_day,
    low: one.next.low_day,
    day: one.next.day,
    high: one.next.high_day,
    stage: one.stage,
    cycleDays: one.cycle_days,
    urgent: one.urgent,
  }));
  const urgent = renewals.find((one) => one.urgent);
  const soonest = renewals.filter((one) => one.stage !== "lapsed").sort((a, b) => a.next.day.localeCompare(b.next.day))[0];
  const title = findingOf();
  function findingOf(): string {
    if (!urgent || !soonest) return t("clientCard.stage.findingLapsed");
    const planned = { category: nameOf(urgent), day: format.day(urgent.due.day) };
    if (urgent.stage === "late") return t("clientCard.stage.findingLate", planned);
    if (urgent.stage === "due") return t("clientCard.stage.findingDue", planned);
    return t("clientCard.stage.finding", { category: nameOf(soonest), day: format.day(soonest.next.day) });
  }
  return (
    <ChartCard title={title} subtitle={t("clientCard.stage.subtitle")} name="next-purchases" measure="lifeStage" table={nextPurchaseTable(purchases, look)}>
      {(chart) => <NextPurchasePlot chart={chart} purchases={purchases} today={card.as_of ?? ""} label={title} />}
    </ChartCard>
  );
}
