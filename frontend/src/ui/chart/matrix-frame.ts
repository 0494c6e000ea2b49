import type { EChartsCoreOption } from "echarts/core";
import type { Quadrant } from "../theme/tokens";
import { axis, baseOption } from "./base-option";
import { classLook } from "./class-look";
import type { LogAxis } from "./log-axis";
import type { Look } from "./use-look";

export type MatrixCuts = { actual: number; potential: number };

/** What a corner says of its quadrant; `value` is written out. */
export type MatrixCorner = { quadrant: Quadrant; clients: number; value: string; onOpen?: () => void };

/** Which corner a quadrant is named in: actual to the right, potential to the top. */
const corners: Record<Quadrant, { right: boolean; top: boolean; line: number }> = {
  desirable: { right: true, top: true, line: 0 },
  mature: { right: true, top: false, line: 0 },
  underdeveloped: { right: false, top: true, line: 0 },
  low_priority: { right: false, top: false, line: 0 },
  unverified: { right: false, top: false, line: 1 },
};

/** Axes, lines at the cuts, bands for no value and named corners: what the two matrix plots share. The corners are series 0. */
export function matrixFrame(look: Look, across: LogAxis, up: LogAxis, cuts: MatrixCuts, named: readonly MatrixCorner[]) {
  const { t, format, palette } = look;
  const amounts = (scale: LogAxis, name: string, more: object) =>
    axis(palette, {
      type: "value",
      min: scale.min,
      max: scale.max,
      interval: 1,
      name,
      nameLocation: "middle",
      axisLabel: {
        formatter: (place: number) => {
          const minor = scale.minorAt(place);
          return minor === null ? "≤ 0" : format.money(minor, "short");
        },
      },
      ...more,
    });
  const line = { lineStyle: { color: palette.dimmed, type: "dashed", width: 1.2 }, label: { show: false } };
  const base: EChartsCoreOption = { ...baseOption(palette), grid: { left: 26, right: 18, top: 12, bottom: 30, containLabel: true } };
  return {
    base,
    xAxis: amounts(across, t("charts.matrix.actual"), { nameGap: 30 }),
    yAxis: amounts(up, t("charts.matrix.potential"), { nameGap: 52 }),
    corners: {
      type: "scatter",
      symbolSize: 1,
      itemStyle: { color: "transparent" },
      z: 6,
      cursor: "pointer",
      data: named.map((one) => {
        const { right, top, line: row } = corners[one.quadrant];
        return {
          value: [right ? across.max : across.min, top ? up.max : up.min],
          label: { align: right ? "right" : "left", verticalAlign: top ? "top" : "bottom", offset: [right ? -6 : 6, top ? 6 : -6 - row * 36] },
        };
      }),
      label: {
        show: true,
        position: "inside",
        backgroundColor: `${palette.surface}d9`,
        borderRadius: 5,
        padding: [3, 6],
        lineHeight: 15,
        color: palette.text,
        formatter: (item: { dataIndex: number }) => {
          const one = named[item.dataIndex];
          return one ? `{name|${classLook(look, "quadrant", one.quadrant).label}}\n${t("charts.matrix.corner", { clients: format.number(one.clients), value: one.value })}` : "";
        },
        rich: { name: { fontWeight: 700, fontSize: 12, color: palette.text, lineHeight: 16 } },
      },
      tooltip: { show: false },
      markLine: { silent: true, symbol: "none", ...line, data: [{ xAxis: across.at(cuts.actual) }, { yAxis: up.at(cuts.potential) }] },
      markArea: {
        silent: true,
        itemStyle: { color: palette.grid, opacity: 0.55 },
        data: [
          [{ xAxis: across.min }, { xAxis: across.floor }],
          [{ yAxis: up.min }, { yAxis: up.floor }],
        ],
      },
    },
  };
}

/** The corners as marks for the keyboard; they are series 0. */
export function cornerMarks(look: Look, named: readonly MatrixCorner[]) {
  return named.map((one, dataIndex) => ({
    seriesIndex: 0,
    dataIndex,
    label: `${classLook(look, "quadrant", one.quadrant).label}: ${look.t("charts.clients", { count: one.clients })}, ${one.value}`,
    onOpen: one.onOpen,
  }));
}
