import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { ArmsPlot } from "@/ui/chart/arms-plot";
import { ChartCard } from "@/ui/chart/chart-card";
import { usePalette } from "@/ui/chart/use-palette";
import type { CampaignResults } from "./queries";

/** Revenue per client since the launch, day by day, of those who received the message and of the control group. */
export function SeriesCard({ result }: { result: CampaignResults }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const days = useMemo(() => result.series.map((one) => ({ day: one.day, treated: one.treated_minor, control: one.control_minor })), [result.series]);
  const names = useMemo(() => ({ treated: t("campaigns.result.treated"), control: t("campaigns.result.control") }), [t]);
  return (
    <ChartCard
      title={t("campaigns.result.series")}
      subtitle={t("campaigns.result.seriesSubtitle")}
      name="campaign-series"
      legend={[
        { label: names.treated, color: palette.treated, line: true },
        { label: names.control, color: palette.control, line: true },
      ]}
      table={{
        columns: [{ title: t("orders.field.day") }, { title: names.treated, figure: true }, { title: names.control, figure: true }],
        rows: days.map((one) => [format.day(one.day), format.money(one.treated), format.money(one.control)]),
        csv: [["day", "treated_minor", "control_minor"], ...days.map((one) => [one.day, String(one.treated), String(one.control)])],
      }}
    >
      {(chart) => <ArmsPlot chart={chart} days={days} names={names} label={t("campaigns.result.series")} />}
    </ChartCard>
  );
}
