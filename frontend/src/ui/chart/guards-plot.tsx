import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { inkOn } from "./ink";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

export type GuardState = "holds" | "refused" | "unanswered";

/** What is known of one guard for the clients it could keep: how many it holds for, does not hold for, and nobody has answered for. */
export type GuardBar = { guard: "reference" | "growing" | "other_division"; holds: number; refused: number; unanswered: number; onOpen?: (state: GuardState) => void };

type Props = { guards: readonly GuardBar[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

const states: readonly GuardState[] = ["holds", "refused", "unanswered"];

/** Colours of the answers: the ones of the quadrants that they lead to. */
export const guardColors = ({ palette }: Look): Record<GuardState, string> => ({ holds: palette.quadrant.desirable, refused: palette.quadrant.low_priority, unanswered: palette.quadrant.unverified });

/** The three guards, each a bar shared out over its answers. */
export function GuardsPlot({ guards, label, height = 24 + guards.length * 52, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => guardsOption(guards, look), [guards, look]);
  const marks = guards.flatMap((one, dataIndex) =>
    states.map((state, seriesIndex) => ({ seriesIndex, dataIndex, label: `${barText(one, look)}: ${look.t(`charts.guards.${state}`)}, ${look.t("charts.clients", { count: one[state] })}`, onOpen: one.onOpen && (() => one.onOpen?.(state)) })),
  );
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

const barText = (one: GuardBar, { t }: Look) => t(`charts.guard.${one.guard}`);

export function guardsOption(guards: readonly GuardBar[], look: Look) {
  const { t, format, palette } = look;
  const colors = guardColors(look);
  return {
    ...baseOption(palette),
    grid: { left: 4, right: 12, top: 4, bottom: 4, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      formatter: (item: { dataIndex: number }) => {
        const one = guards[item.dataIndex];
        return one ? tipHtml(barText(one, look), states.map((state) => [t(`charts.guards.${state}`), format.number(one[state])] as const)) : "";
      },
    },
    xAxis: { type: "value", min: 0, max: "dataMax", show: false },
    yAxis: axis(palette, { type: "category", inverse: true, data: guards.map((one) => barText(one, look)), axisLabel: { color: palette.text, fontSize: 12.5, lineHeight: 15, width: 120, overflow: "break" }, splitLine: { show: false } }),
    series: states.map((state) => ({
      type: "bar",
      name: t(`charts.guards.${state}`),
      stack: "answers",
      barWidth: 30,
      cursor: guards.some((one) => one.onOpen) ? "pointer" : "default",
      data: guards.map((one) => one[state]),
      itemStyle: { color: colors[state], borderColor: palette.surface, borderWidth: 1.5, borderRadius: 4 },
      label: { show: true, color: inkOn(colors[state]), fontSize: 12, fontWeight: 600, formatter: (item: { dataIndex: number; value: number }) => (wide(guards[item.dataIndex], item.value) ? format.number(item.value) : "") },
    })),
  };
}

/** A part too narrow for its figure stays bare; the table and the tip have it. */
const wide = (one: GuardBar | undefined, value: number) => one !== undefined && value > 0 && value / (one.holds + one.refused + one.unanswered) >= 0.1;

export function guardsTable(guards: readonly GuardBar[], look: Look) {
  const { t, format } = look;
  return openTable(
    [{ title: t("charts.matrix.guard"), key: "guard" }, ...states.map((state) => ({ title: t(`charts.guards.${state}`), key: state }))],
    guards.map((one) => ({
      onOpen: one.onOpen && (() => one.onOpen?.("unanswered")),
      cells: [{ text: barText(one, look), raw: one.guard }, ...states.map((state) => ({ text: format.number(one[state]), raw: one[state] }))],
    })),
  );
}
