import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { LiftPlot } from "@/ui/chart/lift-plot";
import type { CampaignResults } from "./queries";

/** The effect per client with its interval, against the line of no effect. */
export function LiftCard({ result }: { result: CampaignResults }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lift } = result;
  const revenue = lift.revenue_per_client_minor;
  const intervals = useMemo(() => (revenue ? [{ name: t("campaigns.result.perClient"), ...revenue }] : []), [revenue, t]);
  const names = useMemo(() => ({ estimate: t("campaigns.result.estimate"), interval: t("campaigns.result.interval") }), [t]);
  const text = useMemo(() => (value: number) => format.money(value), [format]);
  if (!revenue) return null;
  const rows: [string, string, string][] = [[t("campaigns.result.perClient"), format.money(revenue.estimate), `${format.money(revenue.low)} … ${format.money(revenue.high)}`]];
  const add = (name: string, interval: typeof lift.conversion, write: (value: number) => string) => {
    if (interval) rows.push([name, write(interval.estimate), `${write(interval.low)} … ${write(interval.high)}`]);
  };
  add(t("campaigns.result.relative"), lift.relative_revenue, (value) => format.share(value, 1));
  add(t("campaigns.result.conversion"), lift.conversion, (value) => format.share(value, 2));
  add(t("campaigns.result.ordersPerClient"), lift.orders_per_client, (value) => format.number(value, 3));
  add(t("campaigns.result.total"), lift.incremental_revenue_minor, (value) => format.money(value, "whole"));
  return (
    <ChartCard
      title={t("campaigns.result.plot")}
      subtitle={t("campaigns.result.plotSubtitle")}
      name="campaign-lift"
      measure="lift"
      table={{
        columns: [{ title: t("campaigns.result.figure") }, { title: names.estimate, figure: true }, { title: names.interval, figure: true }],
        rows,
        csv: [["figure", "estimate", "interval"], ...rows],
      }}
    >
      {(chart) => <LiftPlot chart={chart} intervals={intervals} text={text} names={names} label={`${t("campaigns.result.plot")}: ${rows[0]?.slice(1).join(", ")}`} />}
    </ChartCard>
  );
}
