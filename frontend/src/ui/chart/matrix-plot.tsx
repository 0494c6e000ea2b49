import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import type { Quadrant } from "../theme/tokens";
import { tipHtml } from "./base-option";
import { classLook } from "./class-look";
import { logAxis } from "./log-axis";
import { cornerMarks, matrixFrame, type MatrixCorner, type MatrixCuts } from "./matrix-frame";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** One client; amounts in minor units. `guards` are the ones that hold. */
export type MatrixPoint = {
  id: string;
  name: string;
  actual: number;
  potential: number;
  quadrant: Quadrant;
  guards: readonly ("reference" | "growing" | "other_division")[];
  previous: { actual: number; potential: number; quadrant: Quadrant } | null;
  onOpen?: () => void;
};

export type MatrixData = { points: readonly MatrixPoint[]; cuts: MatrixCuts; corners: readonly MatrixCorner[] };

type Props = MatrixData & { label: string; height?: number; chart?: RefObject<EChartsType | null> };

type CustomApi = { coord: (point: [number, number]) => [number, number] };

/** Actual against potential value, one point a client, both axes logarithmic: ring where a guard holds, hollow where unverified, trail from the run before on hover. */
export function MatrixPlot({ points, cuts, corners, label, height = 460, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => matrixOption({ points, cuts, corners }, look), [points, cuts, corners, look]);
  const marks = useMemo(
    () => [...cornerMarks(look, corners), ...points.map((point, dataIndex) => ({ seriesIndex: 1, dataIndex, label: pointText(point, look), onOpen: point.onOpen }))],
    [points, corners, look],
  );
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

export function matrixOption({ points, cuts, corners }: MatrixData, look: Look) {
  const { palette, format } = look;
  const before = points.flatMap((point) => (point.previous ? [point.previous] : []));
  const across = logAxis([...points, ...before].map((one) => one.actual).concat(cuts.actual), format.currency);
  const up = logAxis([...points, ...before].map((one) => one.potential).concat(cuts.potential), format.currency);
  const frame = matrixFrame(look, across, up, cuts, corners);
  const radius = points.length > 400 ? 3.5 : 5;
  return {
    ...frame.base,
    tooltip: { ...(frame.base.tooltip as object), formatter: (item: { dataIndex: number }) => pointTip(points[item.dataIndex], look) },
    xAxis: frame.xAxis,
    yAxis: frame.yAxis,
    series: [
      frame.corners,
      {
        type: "custom",
        data: points.map((point) => [across.at(point.actual), up.at(point.potential)]),
        z: 4,
        renderItem: (item: { dataIndex: number }, api: CustomApi) => {
          const point = points[item.dataIndex];
          if (!point) return undefined;
          const [cx, cy] = api.coord([across.at(point.actual), up.at(point.potential)]);
          const color = palette.quadrant[point.quadrant];
          const hollow = point.quadrant === "unverified";
          const dot = {
            type: "circle",
            shape: { cx, cy, r: radius },
            style: hollow ? { fill: palette.surface, stroke: color, lineWidth: 2 } : { fill: color, stroke: palette.surface, lineWidth: 0.8, opacity: 0.88 },
            emphasis: { style: { lineWidth: 2.5, stroke: hollow ? color : palette.text, opacity: 1 } },
          };
          const ring = { type: "circle", shape: { cx, cy, r: radius + 3.5 }, style: { fill: "none", stroke: palette.text, lineWidth: 1.4 } };
          const trail = point.previous ? trailOf(api.coord([across.at(point.previous.actual), up.at(point.previous.potential)]), [cx, cy], palette.text) : [];
          return { type: "group", children: [...trail, dot, ...(point.guards.length > 0 ? [ring] : [])] };
        },
      },
    ],
  };
}

/** A line from where the client was, unseen until the point is pointed at. */
function trailOf(from: [number, number], to: [number, number], color: string) {
  const shown = { emphasis: { style: { opacity: 1 } }, silent: true };
  return [
    { type: "line", shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: color, lineWidth: 1.6, lineDash: [4, 3], opacity: 0 }, ...shown },
    { type: "circle", shape: { cx: from[0], cy: from[1], r: 3 }, style: { fill: color, opacity: 0 }, ...shown },
  ];
}

const guardNames = (point: MatrixPoint, { t }: Look) => point.guards.map((guard) => t(`charts.guard.${guard}`)).join(", ");

function pointTip(point: MatrixPoint | undefined, look: Look): string {
  if (!point) return "";
  const { t, format } = look;
  const lines: [string, string][] = [
    [t("charts.matrix.quadrant"), classLook(look, "quadrant", point.quadrant).label],
    [t("charts.matrix.actual"), format.money(point.actual, "whole")],
    [t("charts.matrix.potential"), format.money(point.potential, "whole")],
  ];
  if (point.guards.length > 0) lines.push([t("charts.matrix.guard"), guardNames(point, look)]);
  if (point.previous) lines.push([t("charts.matrix.previous"), `${format.money(point.previous.actual, "short")} / ${format.money(point.previous.potential, "short")}`]);
  return tipHtml(point.name, lines);
}

function pointText(point: MatrixPoint, look: Look): string {
  const { t, format } = look;
  const guard = point.guards.length > 0 ? `, ${t("charts.matrix.guard")}: ${guardNames(point, look)}` : "";
  return `${point.name}: ${classLook(look, "quadrant", point.quadrant).label}, ${t("charts.matrix.actual")} ${format.money(point.actual, "whole")}, ${t("charts.matrix.potential")} ${format.money(point.potential, "whole")}${guard}`;
}

export function matrixTable(points: readonly MatrixPoint[], look: Look) {
  const { t, format } = look;
  return openTable(
    [
      { title: t("charts.client"), key: "client" },
      { title: t("charts.matrix.quadrant"), key: "quadrant", words: true },
      { title: t("charts.matrix.actual"), key: "actual_minor" },
      { title: t("charts.matrix.potential"), key: "potential_minor" },
      { title: t("charts.matrix.guard"), key: "guards", words: true },
    ],
    points.map((point) => ({
      onOpen: point.onOpen,
      cells: [
        { text: point.name, raw: point.name },
        { text: classLook(look, "quadrant", point.quadrant).label, raw: point.quadrant },
        { text: format.money(point.actual, "whole"), raw: point.actual },
        { text: format.money(point.potential, "whole"), raw: point.potential },
        { text: guardNames(point, look), raw: point.guards.join(" ") },
      ],
    })),
  );
}
