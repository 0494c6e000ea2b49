import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { axis, baseOption, tipHtml } from "./base-option";
import { Plot } from "./plot";
import { usePalette } from "./use-palette";

export type ParetoPoint = { clients: number; value: number };
export type ParetoCut = { clients: number; value: number; name: string; onOpen?: () => void };

type Props = {
  /** Cumulated shares, 0..1, from the best client on. */
  points: readonly ParetoPoint[];
  cuts: readonly ParetoCut[];
  label: string;
  height?: number;
  chart?: RefObject<EChartsType | null>;
};

/** The concentration curve: share of clients against share of value, the 20/80 line, the real cuts marked. */
export function ParetoPlot({ points, cuts, label, height = 300, chart }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const option = useMemo(
    () => ({
      ...baseOption(palette),
      grid: { left: 8, right: 28, top: 18, bottom: 24, containLabel: true },
      tooltip: {
        ...(baseOption(palette).tooltip as object),
        trigger: "item",
        formatter: (item: { value: [number, number]; name?: string }) =>
          tipHtml(item.name || t("plots.pareto.tip"), [
            [t("plots.shareOfClients"), format.share(item.value[0], 1)],
            [t("plots.shareOfValue"), format.share(item.value[1], 1)],
          ]),
      },
      xAxis: axis(palette, {
        type: "value",
        min: 0,
        max: 1,
        name: t("plots.shareOfClients"),
        nameLocation: "middle",
        nameGap: 28,
        axisLabel: { formatter: (value: number) => format.share(value) },
        splitLine: { show: false },
      }),
      yAxis: axis(palette, { type: "value", min: 0, max: (range: { max: number }) => Math.max(1, range.max), axisLabel: { formatter: (value: number) => format.share(value) } }),
      series: [
        {
          type: "line",
          data: points.map((point) => [point.clients, point.value]),
          showSymbol: false,
          smooth: false,
          lineStyle: { width: 2.5, color: palette.brand },
          areaStyle: { color: palette.brand, opacity: 0.08 },
          silent: true,
          markLine: {
            silent: true,
            symbol: "none",
            lineStyle: { color: palette.dimmed, type: "dashed", width: 1 },
            label: { color: palette.dimmed, fontSize: 11, formatter: "20 / 80", position: "insideEndTop" },
            data: [[{ coord: [0.2, 0] }, { coord: [0.2, 0.8] }], [{ coord: [0, 0.8] }, { coord: [0.2, 0.8] }]].map((pair, at) =>
              at === 0 ? [{ ...pair[0], label: { show: false } }, pair[1]] : pair,
            ),
          },
        },
        {
          type: "scatter",
          data: cuts.map((cut) => ({ value: [cut.clients, cut.value], name: cut.name })),
          symbolSize: 13,
          itemStyle: { color: palette.accent, borderColor: palette.surface, borderWidth: 2 },
          label: { show: true, position: "right", distance: 8, color: palette.text, fontWeight: 600, fontSize: 12, formatter: (item: { name: string }) => item.name },
          labelLayout: { hideOverlap: true },
          z: 5,
        },
      ],
    }),
    [points, cuts, palette, format, t],
  );
  const marks = cuts.map((cut, at) => ({
    seriesIndex: 1,
    dataIndex: at,
    label: `${cut.name}: ${format.share(cut.clients, 1)} ${t("plots.shareOfClients")}, ${format.share(cut.value, 1)} ${t("plots.shareOfValue")}`,
    onOpen: cut.onOpen,
  }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}
