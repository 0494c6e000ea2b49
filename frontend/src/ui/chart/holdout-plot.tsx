import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** Clients with that many repeat purchases in calibration (`more`: that many or more); means per client in the holdout. */
export type HoldoutGroup = { repeats: number; more: boolean; clients: number; predicted: number; actual: number; onOpen?: () => void };

type Props = { groups: readonly HoldoutGroup[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** Does the model hold for rare and for frequent buyers: purchases that came as bars, foretold as points. */
export function HoldoutPlot({ groups, label, height = 280, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => holdoutOption(groups, look), [groups, look]);
  const marks = groups.map((group, dataIndex) => ({
    seriesIndex: 0,
    dataIndex,
    label: `${nameOf(group)}: ${look.t("charts.lifetime.actual")} ${look.format.number(group.actual, 2)}, ${look.t("charts.lifetime.predicted")} ${look.format.number(group.predicted, 2)}, ${look.t("charts.clients", { count: group.clients })}`,
    onOpen: group.onOpen,
  }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

const nameOf = (group: HoldoutGroup) => `${group.repeats}${group.more ? "+" : ""}`;

export function holdoutOption(groups: readonly HoldoutGroup[], look: Look) {
  const { t, format, palette } = look;
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 12, top: 12, bottom: 26, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { color: palette.brand, opacity: 0.06 } },
      formatter: (items: { dataIndex: number }[]) => {
        const group = groups[items[0]?.dataIndex ?? -1];
        return group
          ? tipHtml(`${t("charts.lifetime.repeats")}: ${nameOf(group)}`, [
              [t("charts.lifetime.actual"), format.number(group.actual, 2)],
              [t("charts.lifetime.predicted"), format.number(group.predicted, 2)],
              [t("charts.clients"), format.number(group.clients)],
            ])
          : "";
      },
    },
    xAxis: axis(palette, { type: "category", data: groups.map(nameOf), name: t("charts.lifetime.repeats"), nameLocation: "middle", nameGap: 28, splitLine: { show: false } }),
    yAxis: axis(palette, { type: "value", min: 0, axisLabel: { formatter: (value: number) => format.number(value, 1) } }),
    series: [
      {
        type: "bar",
        name: t("charts.lifetime.actual"),
        barMaxWidth: 34,
        data: groups.map((group) => group.actual),
        itemStyle: { color: palette.ramp[3], borderRadius: [4, 4, 0, 0] },
        emphasis: { itemStyle: { color: palette.brand } },
      },
      {
        type: "line",
        name: t("charts.lifetime.predicted"),
        data: groups.map((group) => group.predicted),
        symbol: "diamond",
        symbolSize: 10,
        lineStyle: { color: palette.accent, width: 2, type: "dashed" },
        itemStyle: { color: palette.accent, borderColor: palette.surface, borderWidth: 1.5 },
      },
    ],
  };
}

export function holdoutTable(groups: readonly HoldoutGroup[], { t, format }: Look) {
  return openTable(
    [
      { title: t("charts.lifetime.repeats"), key: "repeats" },
      { title: t("charts.clients"), key: "clients" },
      { title: t("charts.lifetime.actual"), key: "actual" },
      { title: t("charts.lifetime.predicted"), key: "predicted" },
    ],
    groups.map((group) => ({
      onOpen: group.onOpen,
      cells: [
        { text: nameOf(group), raw: nameOf(group) },
        { text: format.number(group.clients), raw: group.clients },
        { text: format.number(group.actual, 2), raw: group.actual },
        { text: format.number(group.predicted, 2), raw: group.predicted },
      ],
    })),
  );
}
