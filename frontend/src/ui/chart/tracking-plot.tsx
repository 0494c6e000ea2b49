import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** Repeat purchases of the week that ends on a day, and of all weeks up to it. */
export type TrackedWeek = { day: string; predicted: number; actual: number; predictedCumulated: number; actualCumulated: number };

export type TrackingData = { weeks: readonly TrackedWeek[]; /** Last day the model had seen. */ calibrationEnd: string; show: "week" | "cumulated" };

type Props = TrackingData & { label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** What the model foretold against what came, week by week or cumulated; right of the line it had not seen the orders. */
export function TrackingPlot({ weeks, calibrationEnd, show, label, height = 280, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => trackingOption({ weeks, calibrationEnd, show }, look), [weeks, calibrationEnd, show, look]);
  const marks = weeks.map((week, dataIndex) => ({ seriesIndex: 1, dataIndex, label: weekText(week, show, look) }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

export function trackingOption({ weeks, calibrationEnd, show }: TrackingData, look: Look) {
  const { t, format, palette } = look;
  const line = (name: string, color: string, type: "solid" | "dashed", values: number[]) => ({ type: "line", name, data: values, showSymbol: false, lineStyle: { color, width: 2.2, type }, itemStyle: { color } });
  const unseen = weeks.findIndex((week) => week.day > calibrationEnd);
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 18, top: 30, bottom: 6, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      trigger: "axis",
      formatter: (items: { dataIndex: number }[]) => {
        const week = weeks[items[0]?.dataIndex ?? -1];
        return week
          ? tipHtml(`${t("charts.lifetime.week")} ${format.day(week.day)}`, [
              [t("charts.lifetime.actual"), format.number(week.actual, 1)],
              [t("charts.lifetime.predicted"), format.number(week.predicted, 1)],
              [`${t("charts.lifetime.actual")}, ${t("charts.cumulated").toLowerCase()}`, format.number(week.actualCumulated)],
              [`${t("charts.lifetime.predicted")}, ${t("charts.cumulated").toLowerCase()}`, format.number(week.predictedCumulated)],
            ])
          : "";
      },
    },
    xAxis: axis(palette, { type: "category", boundaryGap: false, data: weeks.map((week) => week.day), axisLabel: { formatter: (day: string) => format.day(day, "month") }, splitLine: { show: false } }),
    yAxis: axis(palette, { type: "value", axisLabel: { formatter: (value: number) => format.short(value) } }),
    series: [
      {
        ...line(t("charts.lifetime.predicted"), palette.accent, "dashed", weeks.map((week) => (show === "week" ? week.predicted : week.predictedCumulated))),
        markLine:
          unseen < 0
            ? undefined
            : {
                silent: true,
                symbol: "none",
                lineStyle: { color: palette.dimmed, type: "solid", width: 1 },
                label: { color: palette.dimmed, fontSize: 11.5, formatter: `${t("charts.lifetime.calibration")} │ ${t("charts.lifetime.holdout")}` },
                data: [{ xAxis: Math.max(0, unseen - 1) }],
              },
        markArea: unseen < 0 ? undefined : { silent: true, itemStyle: { color: palette.grid, opacity: 0.45 }, data: [[{ xAxis: Math.max(0, unseen - 1) }, { xAxis: weeks.length - 1 }]] },
      },
      line(t("charts.lifetime.actual"), palette.brand, "solid", weeks.map((week) => (show === "week" ? week.actual : week.actualCumulated))),
    ],
  };
}

function weekText(week: TrackedWeek, show: "week" | "cumulated", { t, format }: Look): string {
  const [actual, predicted] = show === "week" ? [week.actual, week.predicted] : [week.actualCumulated, week.predictedCumulated];
  return `${format.day(week.day)}: ${t("charts.lifetime.actual")} ${format.number(actual, 1)}, ${t("charts.lifetime.predicted")} ${format.number(predicted, 1)}`;
}

export function trackingTable(weeks: readonly TrackedWeek[], { t, format }: Look) {
  return openTable(
    [
      { title: t("charts.lifetime.week"), key: "day" },
      { title: t("charts.lifetime.actual"), key: "actual" },
      { title: t("charts.lifetime.predicted"), key: "predicted" },
      { title: `${t("charts.lifetime.actual")}, ${t("charts.cumulated").toLowerCase()}`, key: "actual_cumulated" },
      { title: `${t("charts.lifetime.predicted")}, ${t("charts.cumulated").toLowerCase()}`, key: "predicted_cumulated" },
    ],
    weeks.map((week) => ({
      cells: [
        { text: format.day(week.day), raw: week.day },
        { text: format.number(week.actual, 1), raw: week.actual },
        { text: format.number(week.predicted, 1), raw: week.predicted },
        { text: format.number(week.actualCumulated), raw: week.actualCumulated },
        { text: format.number(week.predictedCumulated, 1), raw: week.predictedCumulated },
      ],
    })),
  );
}
