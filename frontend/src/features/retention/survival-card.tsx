import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { ChartCard } from "@/ui/chart/chart-card";
import { SurvivalPlot, survivalTable } from "@/ui/chart/survival-plot";
import { useLook } from "@/ui/chart/use-look";
import type { RetentionReport } from "./queries";

/** How long clients stay, with its interval; everyone is there at the start. */
export function SurvivalCard({ report }: { report: RetentionReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const look = useLook();
  const { survival } = report;
  const points = useMemo(() => [{ months: 0, survival: 1, low: 1, high: 1, atRisk: survival.clients, lost: 0 }, ...survival.points.map((point) => ({ months: point.months, survival: point.survival, low: point.low, high: point.high, atRisk: point.at_risk, lost: point.lost }))], [survival]);
  const afterYear = points.filter((point) => point.months <= 12).at(-1);
  const title = survival.median_months !== null
    ? t("retention.survivalMedian", { count: Math.round(survival.median_months) })
    : t("retention.survivalYear", { share: format.share(afterYear?.survival ?? 1) });
  return (
    <ChartCard title={title} subtitle={t("retention.survivalSubtitle", { clients: format.number(survival.clients), lost: format.number(survival.lost) })} name="survival" measure="survival" table={survivalTable(points, look)}>
      {(chart) => <SurvivalPlot points={points} medianMonths={survival.median_months} label={title} chart={chart} />}
    </ChartCard>
  );
}
