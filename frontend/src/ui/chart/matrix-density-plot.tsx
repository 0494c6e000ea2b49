import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { tipHtml } from "./base-option";
import { rampAt } from "./ink";
import { logAxis } from "./log-axis";
import { cornerMarks, matrixFrame, type MatrixCorner, type MatrixCuts } from "./matrix-frame";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** Clients counted in cells: `a` and `p` are the indexes of a cell between the edges (minor units, one edge more than cells). */
export type MatrixDensity = {
  actualEdges: readonly number[];
  potentialEdges: readonly number[];
  cells: readonly { a: number; p: number; clients: number; onOpen?: () => void }[];
};

export type MatrixDensityData = { density: MatrixDensity; cuts: MatrixCuts; corners: readonly MatrixCorner[] };

type Props = MatrixDensityData & { label: string; height?: number; chart?: RefObject<EChartsType | null> };

type CustomApi = { coord: (point: [number, number]) => [number, number] };

/** The matrix where clients are many: each cell is darker the more clients it holds. */
export function MatrixDensityPlot({ density, cuts, corners, label, height = 460, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => matrixDensityOption({ density, cuts, corners }, look), [density, cuts, corners, look]);
  const marks = useMemo(
    () => [
      ...cornerMarks(look, corners),
      ...density.cells.map((cell, dataIndex) => ({ seriesIndex: 1, dataIndex, label: `${cellRange(density, cell, look)}: ${look.t("charts.clients", { count: cell.clients })}`, onOpen: cell.onOpen })),
    ],
    [density, corners, look],
  );
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

export function matrixDensityOption({ density, cuts, corners }: MatrixDensityData, look: Look) {
  const { palette, format, t } = look;
  const { actualEdges, potentialEdges, cells } = density;
  const across = logAxis([...actualEdges, cuts.actual], format.currency);
  const up = logAxis([...potentialEdges, cuts.potential], format.currency);
  const frame = matrixFrame(look, across, up, cuts, corners);
  const most = Math.max(1, ...cells.map((cell) => cell.clients));
  const edge = (scale: typeof across, minor: number | undefined) => (minor === undefined || minor <= 0 ? scale.min : Math.max(scale.min, scale.at(minor)));
  return {
    ...frame.base,
    tooltip: {
      ...(frame.base.tooltip as object),
      formatter: (item: { dataIndex: number }) => {
        const cell = cells[item.dataIndex];
        return cell
          ? tipHtml(t("charts.clients", { count: cell.clients }), [
              [t("charts.matrix.actual"), rangeText(actualEdges, cell.a, look)],
              [t("charts.matrix.potential"), rangeText(potentialEdges, cell.p, look)],
            ])
          : "";
      },
    },
    xAxis: frame.xAxis,
    yAxis: frame.yAxis,
    series: [
      frame.corners,
      {
        type: "custom",
        data: cells.map((cell) => [edge(across, actualEdges[cell.a]), edge(up, potentialEdges[cell.p]), cell.clients]),
        encode: { x: 0, y: 1 },
        z: 3,
        clip: true,
        renderItem: (item: { dataIndex: number }, api: CustomApi) => {
          const cell = cells[item.dataIndex];
          if (!cell) return undefined;
          const [left, bottom] = api.coord([edge(across, actualEdges[cell.a]), edge(up, potentialEdges[cell.p])]);
          const [right, top] = api.coord([edge(across, actualEdges[cell.a + 1]), edge(up, potentialEdges[cell.p + 1])]);
          const ramp = palette.ramp.slice(1);
          return {
            type: "rect",
            shape: { x: left + 0.5, y: top + 0.5, width: Math.max(1, right - left - 1), height: Math.max(1, bottom - top - 1), r: 2 },
            style: { fill: rampAt(ramp, Math.sqrt(cell.clients / most)) },
            emphasis: { style: { stroke: palette.accent, lineWidth: 2 } },
          };
        },
      },
    ],
  };
}

function rangeText(edges: readonly number[], at: number, { t, format }: Look): string {
  const from = edges[at];
  const to = edges[at + 1];
  if (to === undefined) return t("charts.andMore", { value: format.money(from, "short") });
  if (to <= 0) return t("charts.nothing");
  return `${format.money(from, "short")} – ${format.money(to, "short")}`;
}

const cellRange = (density: MatrixDensity, cell: { a: number; p: number }, look: Look) =>
  `${look.t("charts.matrix.actual")} ${rangeText(density.actualEdges, cell.a, look)}, ${look.t("charts.matrix.potential")} ${rangeText(density.potentialEdges, cell.p, look)}`;

export function matrixDensityTable(density: MatrixDensity, look: Look) {
  const { t, format } = look;
  return openTable(
    [
      { title: t("charts.matrix.actual"), key: "actual_from_minor" },
      { title: t("charts.matrix.potential"), key: "potential_from_minor" },
      { title: t("charts.clients"), key: "clients" },
    ],
    density.cells.map((cell) => ({
      onOpen: cell.onOpen,
      cells: [
        { text: rangeText(density.actualEdges, cell.a, look), raw: density.actualEdges[cell.a] ?? null },
        { text: rangeText(density.potentialEdges, cell.p, look), raw: density.potentialEdges[cell.p] ?? null },
        { text: format.number(cell.clients), raw: cell.clients },
      ],
    })),
  );
}
