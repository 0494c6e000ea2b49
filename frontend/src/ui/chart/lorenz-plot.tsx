import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** Cumulated shares (0..1), from the least client on. */
export type LorenzPoint = { clients: number; value: number };

export type LorenzData = { points: readonly LorenzPoint[]; gini: number };

type Props = LorenzData & { label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** The Lorenz curve under the line of equality; the Gini index is the part of the triangle between them. */
export function LorenzPlot({ points, gini, label, height = 300, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => lorenzOption({ points, gini }, look), [points, gini, look]);
  const marks = points.map((point, dataIndex) => ({ seriesIndex: 1, dataIndex, label: `${look.format.share(point.clients, 1)} ${look.t("plots.shareOfClients")}, ${look.format.share(point.value, 1)} ${look.t("plots.shareOfValue")}` }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

/** The same curve read from the other end: a concentration curve, best client first, as a Lorenz curve. */
export function lorenzOfPareto(points: readonly LorenzPoint[]): LorenzPoint[] {
  return [...points].reverse().map((point) => ({ clients: 1 - point.clients, value: 1 - point.value }));
}

export function lorenzOption({ points, gini }: LorenzData, look: Look) {
  const { t, format, palette } = look;
  const share = { min: 0, max: 1, axisLabel: { formatter: (value: number) => format.share(value) } };
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 18, top: 14, bottom: 26, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      trigger: "axis",
      formatter: (items: { seriesIndex: number; dataIndex: number }[]) => {
        const point = points[items.find((item) => item.seriesIndex === 1)?.dataIndex ?? -1];
        return point
          ? tipHtml(t("charts.lorenz.clients"), [
              [t("plots.shareOfClients"), format.share(point.clients, 1)],
              [t("plots.shareOfValue"), format.share(point.value, 1)],
            ])
          : "";
      },
    },
    xAxis: axis(palette, { type: "value", ...share, name: t("charts.lorenz.clients"), nameLocation: "middle", nameGap: 28, splitLine: { show: false } }),
    yAxis: axis(palette, { type: "value", ...share, min: Math.min(0, ...points.map((point) => point.value)) }),
    series: [
      { type: "line", name: t("charts.lorenz.equality"), data: [[0, 0], [1, 1]], silent: true, showSymbol: false, lineStyle: { color: palette.dimmed, type: "dashed", width: 1.2 }, itemStyle: { color: palette.dimmed } },
      {
        type: "line",
        name: t("charts.lorenz.curve"),
        data: points.map((point) => [point.clients, point.value]),
        showSymbol: false,
        lineStyle: { color: palette.brand, width: 2.5 },
        itemStyle: { color: palette.brand },
        areaStyle: { color: palette.brand, opacity: 0.08 },
        markPoint: { silent: true, symbol: "circle", symbolSize: 1, itemStyle: { color: "transparent" }, label: { color: palette.text, fontWeight: 600, fontSize: 13, formatter: t("charts.lorenz.gini", { value: format.number(gini, 2) }) }, data: [{ coord: [0.32, 0.72] }] },
      },
    ],
  };
}

export function lorenzTable(points: readonly LorenzPoint[], { t, format }: Look) {
  return openTable(
    [
      { title: t("charts.lorenz.clients"), key: "client_share" },
      { title: t("charts.shares.ofValue"), key: "value_share" },
    ],
    points.map((point) => ({
      cells: [
        { text: format.share(point.clients, 1), raw: point.clients },
        { text: format.share(point.value, 1), raw: point.value },
      ],
    })),
  );
}
