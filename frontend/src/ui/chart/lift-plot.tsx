import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { Plot } from "./plot";
import { usePalette } from "./use-palette";

/** An estimate with its interval, in the unit that `text` writes. */
export type Interval = { name: string; estimate: number; low: number; high: number };

type Props = { intervals: readonly Interval[]; text: (value: number) => string; label: string; names: { estimate: string; interval: string }; height?: number; chart?: RefObject<EChartsType | null> };

type CustomApi = { value: (at: number) => number; coord: (point: [number, number]) => [number, number]; style: (extra: object) => object };

/** Estimates as points with their 95 % interval, against the line of no effect. */
export function LiftPlot({ intervals, text, label, names, height = 60 + intervals.length * 62, chart }: Props) {
  const palette = usePalette();
  const option = useMemo(() => {
    const low = Math.min(0, ...intervals.map((one) => one.low));
    const high = Math.max(0, ...intervals.map((one) => one.high));
    const pad = (high - low || 1) * 0.12;
    const color = (one: Interval) => (one.low > 0 ? palette.positive : one.high < 0 ? palette.negative : palette.neutral);
    return {
      ...baseOption(palette),
      grid: { left: 12, right: 24, top: 12, bottom: 10, containLabel: true },
      tooltip: {
        ...(baseOption(palette).tooltip as object),
        formatter: (item: { dataIndex: number }) => {
          const one = intervals[item.dataIndex];
          return one
            ? tipHtml(one.name, [
                [names.estimate, text(one.estimate)],
                [names.interval, `${text(one.low)} … ${text(one.high)}`],
              ])
            : "";
        },
      },
      xAxis: axis(palette, { type: "value", min: low - pad, max: high + pad, axisLabel: { formatter: (value: number) => text(value), showMinLabel: false, showMaxLabel: false } }),
      yAxis: axis(palette, { type: "category", inverse: true, data: intervals.map((one) => one.name), axisLabel: { color: palette.text, fontSize: 12.5 }, splitLine: { show: false } }),
      series: [
        {
          type: "custom",
          data: intervals.map((one, at) => [at, one.low, one.high]),
          encode: { y: 0, x: [1, 2] },
          renderItem: (item: { dataIndex: number }, api: CustomApi) => {
            const one = intervals[item.dataIndex];
            if (!one) return undefined;
            const [left, y] = api.coord([one.low, item.dataIndex]);
            const [right] = api.coord([one.high, item.dataIndex]);
            return {
              type: "group",
              children: [
                { type: "line", shape: { x1: left, x2: right, y1: y, y2: y }, style: { stroke: color(one), lineWidth: 3, lineCap: "round" } },
                { type: "line", shape: { x1: left, x2: left, y1: y - 6, y2: y + 6 }, style: { stroke: color(one), lineWidth: 2 } },
                { type: "line", shape: { x1: right, x2: right, y1: y - 6, y2: y + 6 }, style: { stroke: color(one), lineWidth: 2 } },
              ],
            };
          },
        },
        {
          type: "scatter",
          symbolSize: 14,
          data: intervals.map((one, at) => ({ value: [one.estimate, at], itemStyle: { color: color(one), borderColor: palette.surface, borderWidth: 2 } })),
          label: { show: true, position: "top", distance: 8, color: palette.text, fontWeight: 600, formatter: (item: { value: [number, number] }) => text(item.value[0]) },
          markLine: { silent: true, symbol: "none", lineStyle: { color: palette.dimmed, type: "dashed" }, label: { show: false }, data: [{ xAxis: 0 }] },
        },
      ],
    };
  }, [intervals, text, names, palette]);
  const marks = intervals.map((one, at) => ({ seriesIndex: 1, dataIndex: at, label: `${one.name}: ${text(one.estimate)} (${text(one.low)} … ${text(one.high)})` }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}
