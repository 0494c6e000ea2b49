import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** The share (0..1) of the contracts up for their nth renewal that renew. */
export type RenewalRate = { period: number; rate: number };

type Props = { rates: readonly RenewalRate[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** How the chance to renew changes with the age of a contract. */
export function RenewalRatePlot({ rates, label, height = 240, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => renewalRateOption(rates, look), [rates, look]);
  const marks = rates.map((one, dataIndex) => ({ seriesIndex: 0, dataIndex, label: `${look.t("charts.renewalRate.nth", { n: one.period })}: ${look.format.share(one.rate, 1)}` }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

export function renewalRateOption(rates: readonly RenewalRate[], look: Look) {
  const { t, format, palette } = look;
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 18, top: 14, bottom: 26, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      trigger: "axis",
      formatter: (items: { dataIndex: number }[]) => {
        const one = rates[items[0]?.dataIndex ?? -1];
        return one ? tipHtml(t("charts.renewalRate.nth", { n: one.period }), [[t("charts.renewalRate.rate"), format.share(one.rate, 1)]]) : "";
      },
    },
    xAxis: axis(palette, { type: "category", data: rates.map((one) => String(one.period)), name: t("charts.renewalRate.period"), nameLocation: "middle", nameGap: 28, splitLine: { show: false } }),
    yAxis: axis(palette, { type: "value", min: 0, max: 1, axisLabel: { formatter: (value: number) => format.share(value) } }),
    series: [{ type: "line", data: rates.map((one) => one.rate), symbolSize: 8, lineStyle: { color: palette.brand, width: 2.2 }, itemStyle: { color: palette.brand, borderColor: palette.surface, borderWidth: 1.5 } }],
  };
}

export function renewalRateTable(rates: readonly RenewalRate[], { t, format }: Look) {
  return openTable(
    [
      { title: t("charts.renewalRate.period"), key: "period" },
      { title: t("charts.renewalRate.rate"), key: "rate" },
    ],
    rates.map((one) => ({
      cells: [
        { text: String(one.period), raw: one.period },
        { text: format.share(one.rate, 1), raw: one.rate },
      ],
    })),
  );
}
