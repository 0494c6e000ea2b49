import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { useFormat } from "@/i18n/use-format";
import { toMajor } from "@/lib/format";
import { axis, baseOption, tipHtml } from "./base-option";
import { Plot } from "./plot";
import { usePalette } from "./use-palette";

/** Amounts per client of one day, in minor units. */
export type ArmsDay = { day: string; treated: number; control: number };

type Props = { days: readonly ArmsDay[]; names: { treated: string; control: string }; label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** Two lines over time: treated solid, control dashed, so that colour is not the only difference. */
export function ArmsPlot({ days, names, label, height = 260, chart }: Props) {
  const format = useFormat();
  const palette = usePalette();
  const option = useMemo(() => {
    const currency = format.currency;
    const line = (name: string, color: string, values: number[], type: "solid" | "dashed") => ({
      type: "line",
      name,
      data: values.map((value) => toMajor(value, currency)),
      showSymbol: false,
      lineStyle: { color, width: 2.4, type },
      itemStyle: { color },
    });
    return {
      ...baseOption(palette),
      tooltip: {
        ...(baseOption(palette).tooltip as object),
        trigger: "axis",
        formatter: (items: { dataIndex: number }[]) => {
          const one = days[items[0]?.dataIndex ?? -1];
          return one
            ? tipHtml(format.day(one.day), [
                [names.treated, format.money(one.treated)],
                [names.control, format.money(one.control)],
              ])
            : "";
        },
      },
      xAxis: axis(palette, { type: "category", data: days.map((one) => one.day), axisLabel: { formatter: (day: string) => format.day(day) }, splitLine: { show: false } }),
      yAxis: axis(palette, { type: "value", axisLabel: { formatter: (value: number) => format.money(value * 10 ** currency.exponent, "short") } }),
      series: [
        line(names.treated, palette.treated, days.map((one) => one.treated), "solid"),
        line(names.control, palette.control, days.map((one) => one.control), "dashed"),
      ],
    };
  }, [days, names, palette, format]);
  return <Plot option={option} label={label} height={height} chart={chart} />;
}
