import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** Share of the clients still there after some months (0..1), with its 95 % interval. */
export type SurvivalPoint = { months: number; survival: number; low: number; high: number; atRisk: number; lost: number };

export type SurvivalData = { points: readonly SurvivalPoint[]; medianMonths: number | null };

type Props = SurvivalData & { label: string; height?: number; chart?: RefObject<EChartsType | null> };

type CustomApi = { coord: (point: [number, number]) => [number, number] };

/** The share of clients still there, as steps, with its interval as a band and the month when half have left. */
export function SurvivalPlot({ points, medianMonths, label, height = 300, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => survivalOption({ points, medianMonths }, look), [points, medianMonths, look]);
  const marks = points.map((point, dataIndex) => ({ seriesIndex: 1, dataIndex, label: pointText(point, look) }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

/** Each share lasts until the next point. */
function stepsOf(points: readonly SurvivalPoint[], share: "survival" | "low" | "high"): [number, number][] {
  return points.flatMap((point, at): [number, number][] => {
    const before = points[at - 1];
    return before ? [[point.months, before[share]], [point.months, point[share]]] : [[point.months, point[share]]];
  });
}

/** The outline of the band: along the high steps, back along the low ones. */
export const bandOutline = (points: readonly SurvivalPoint[]) => [...stepsOf(points, "high"), ...stepsOf(points, "low").reverse()];

export function survivalOption({ points, medianMonths }: SurvivalData, look: Look) {
  const { t, format, palette } = look;
  const outline = bandOutline(points);
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 20, top: 26, bottom: 26, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      trigger: "axis",
      formatter: (items: { dataIndex: number; seriesIndex: number }[]) => {
        const point = points[items.find((item) => item.seriesIndex === 1)?.dataIndex ?? -1];
        return point
          ? tipHtml(t("charts.survival.month", { count: point.months }), [
              [t("charts.survival.survival"), format.share(point.survival, 1)],
              [t("charts.interval"), `${format.share(point.low, 1)} – ${format.share(point.high, 1)}`],
              [t("charts.survival.atRisk"), format.number(point.atRisk)],
              [t("charts.survival.lost"), format.number(point.lost)],
            ])
          : "";
      },
    },
    xAxis: axis(palette, { type: "value", min: 0, max: Math.max(1, ...points.map((point) => point.months)), minInterval: 1, name: t("charts.survival.months"), nameLocation: "middle", nameGap: 28, splitLine: { show: false } }),
    yAxis: axis(palette, { type: "value", min: 0, max: 1, axisLabel: { formatter: (value: number) => format.share(value) } }),
    series: [
      {
        type: "custom",
        silent: true,
        tooltip: { show: false },
        data: points.length > 1 ? [[0, 0]] : [],
        z: 1,
        renderItem: (_: unknown, api: CustomApi) => ({
          type: "group",
          children: [
            { type: "polygon", shape: { points: outline.map((place) => api.coord(place)) }, style: { fill: palette.brand, opacity: 0.16 } },
            { type: "polyline", shape: { points: stepsOf(points, "survival").map((place) => api.coord(place)) }, style: { fill: "none", stroke: palette.brand, lineWidth: 2.4 } },
          ],
        }),
      },
      {
        type: "line",
        data: points.map((point) => [point.months, point.survival]),
        showSymbol: false,
        lineStyle: { width: 0 },
        itemStyle: { color: palette.brand },
        markLine:
          medianMonths === null
            ? undefined
            : {
                silent: true,
                symbol: "none",
                lineStyle: { color: palette.dimmed, type: "dashed", width: 1.2 },
                label: { color: palette.text, fontSize: 11.5, formatter: t("charts.survival.median", { months: t("charts.survival.month", { count: Math.round(medianMonths * 10) / 10 }) }) },
                data: [{ xAxis: medianMonths }],
              },
      },
    ],
  };
}

function pointText(point: SurvivalPoint, { t, format }: Look): string {
  return `${t("charts.survival.month", { count: point.months })}: ${t("charts.survival.survival")} ${format.share(point.survival, 1)} (${format.share(point.low, 1)} – ${format.share(point.high, 1)})`;
}

export function survivalTable(points: readonly SurvivalPoint[], { t, format }: Look) {
  return openTable(
    [
      { title: t("charts.survival.months"), key: "months" },
      { title: t("charts.survival.survival"), key: "survival" },
      { title: t("charts.interval"), key: "low" },
      { title: t("charts.survival.atRisk"), key: "at_risk" },
      { title: t("charts.survival.lost"), key: "lost" },
    ],
    points.map((point) => ({
      cells: [
        { text: String(point.months), raw: point.months },
        { text: format.share(point.survival, 1), raw: point.survival },
        { text: `${format.share(point.low, 1)} – ${format.share(point.high, 1)}`, raw: `${point.low} ${point.high}` },
        { text: format.number(point.atRisk), raw: point.atRisk },
        { text: format.number(point.lost), raw: point.lost },
      ],
    })),
  );
}
