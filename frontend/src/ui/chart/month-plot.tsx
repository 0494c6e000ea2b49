import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { toMajor } from "@/lib/format";
import { axis, baseOption, tipHtml } from "./base-option";
import { Plot } from "./plot";
import { usePalette } from "./use-palette";

export type MonthAmount = { month: string; revenue: number; margin?: number | null; orders?: number; onOpen?: () => void };

type Props = { months: readonly MonthAmount[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** Revenue by month as bars, margin as a line where it is known; amounts in minor units. */
export function MonthPlot({ months, label, height = 280, chart }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const option = useMemo(() => {
    const currency = format.currency;
    const withMargin = months.some((month) => month.margin !== null && month.margin !== undefined);
    return {
      ...baseOption(palette),
      tooltip: {
        ...(baseOption(palette).tooltip as object),
        trigger: "axis",
        axisPointer: { type: "shadow", shadowStyle: { color: palette.brand, opacity: 0.06 } },
        formatter: (items: { dataIndex: number }[]) => {
          const month = months[items[0]?.dataIndex ?? -1];
          if (!month) return "";
          const lines: [string, string][] = [[t("plots.revenue"), format.money(month.revenue, "whole")]];
          if (month.margin !== null && month.margin !== undefined) lines.push([t("plots.margin"), format.money(month.margin, "whole")]);
          if (month.orders !== undefined) lines.push([t("plots.orders"), format.number(month.orders)]);
          return tipHtml(format.day(`${month.month.slice(0, 7)}-01`, "month"), lines);
        },
      },
      xAxis: axis(palette, {
        type: "category",
        data: months.map((month) => month.month),
        axisLabel: { formatter: (month: string) => format.day(`${month.slice(0, 7)}-01`, "month") },
        splitLine: { show: false },
      }),
      yAxis: axis(palette, { type: "value", axisLabel: { formatter: (value: number) => format.money(value * 10 ** currency.exponent, "short") } }),
      series: [
        {
          type: "bar",
          name: t("plots.revenue"),
          data: months.map((month) => toMajor(month.revenue, currency)),
          barMaxWidth: 26,
          itemStyle: { color: palette.ramp[3], borderRadius: [4, 4, 0, 0] },
          emphasis: { itemStyle: { color: palette.brand } },
        },
        ...(withMargin
          ? [
              {
                type: "line",
                name: t("plots.margin"),
                data: months.map((month) => (month.margin === null || month.margin === undefined ? null : toMajor(month.margin, currency))),
                showSymbol: false,
                lineStyle: { width: 2.2, color: palette.accent },
                itemStyle: { color: palette.accent },
              },
            ]
          : []),
      ],
    };
  }, [months, palette, format, t]);
  const marks = months.map((month, at) => ({
    seriesIndex: 0,
    dataIndex: at,
    label: `${format.day(`${month.month.slice(0, 7)}-01`, "month")}: ${format.money(month.revenue, "whole")}`,
    onOpen: month.onOpen,
  }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}
