import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { toMajor } from "@/lib/format";
import { axis, baseOption, tipHtml } from "./base-option";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

export type Flow = "won" | "recovered" | "lost";

/** Clients won, won back and lost in a month ("2026-03"), with their value in minor units; `partial` months may still move. */
export type FlowMonth = { month: string; active: number; partial: boolean; clients: Record<Flow, number>; value: Record<Flow, number>; onOpen?: Partial<Record<Flow, () => void>> };

export type RetentionData = { months: readonly FlowMonth[]; show: "clients" | "value" };

type Props = RetentionData & { label: string; height?: number; chart?: RefObject<EChartsType | null> };

const flows: readonly Flow[] = ["won", "recovered", "lost"];

/** Won and won back above the line, lost below it, the net as a line. */
export function RetentionPlot({ months, show, label, height = 320, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => retentionOption({ months, show }, look), [months, show, look]);
  const marks = months.flatMap((month, dataIndex) =>
    flows.map((flow, seriesIndex) => ({ seriesIndex, dataIndex, label: `${monthName(month, look)}: ${look.t(`charts.retention.${flow}`)} ${amountText(month[show][flow], show, look)}`, onOpen: month.onOpen?.[flow] })),
  );
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

const netOf = (amounts: Record<Flow, number>) => amounts.won + amounts.recovered - amounts.lost;
const monthName = (month: FlowMonth, { format }: Look) => format.day(`${month.month.slice(0, 7)}-01`, "month");
const amountText = (amount: number, show: "clients" | "value", { format }: Look) => (show === "clients" ? format.number(amount) : format.money(amount, "whole"));

export function retentionOption({ months, show }: RetentionData, look: Look) {
  const { t, format, palette } = look;
  const place = (amount: number) => (show === "clients" ? amount : toMajor(amount, format.currency));
  const decal = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [3, 3], rotation: Math.PI / 4, color: palette.surface };
  return {
    ...baseOption(palette),
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { color: palette.brand, opacity: 0.06 } },
      formatter: (items: { dataIndex: number }[]) => {
        const month = months[items[0]?.dataIndex ?? -1];
        if (!month) return "";
        const both = (flow: Flow): [string, string] => [t(`charts.retention.${flow}`), `${format.number(month.clients[flow])} · ${format.money(month.value[flow], "short")}`];
        const note: [string, string][] = month.partial ? [[t("charts.retention.partial"), ""]] : [];
        return tipHtml(monthName(month, look), [...flows.map(both), [t("charts.retention.net"), amountText(netOf(month[show]), show, look)], [t("charts.retention.active"), format.number(month.active)], ...note]);
      },
    },
    xAxis: axis(palette, { type: "category", data: months.map((month) => month.month), axisLabel: { formatter: (month: string) => format.day(`${month.slice(0, 7)}-01`, "month") }, splitLine: { show: false } }),
    yAxis: axis(palette, { type: "value", axisLabel: { formatter: (value: number) => (show === "clients" ? format.short(Math.abs(value)) : format.money(Math.abs(value) * 10 ** format.currency.exponent, "short")) } }),
    series: [
      ...flows.map((flow) => ({
        type: "bar",
        name: t(`charts.retention.${flow}`),
        stack: "flow",
        barMaxWidth: 28,
        cursor: "pointer",
        itemStyle: { color: palette.flow[flow], borderColor: palette.surface, borderWidth: 1, borderRadius: 3 },
        data: months.map((month) => ({
          value: (flow === "lost" ? -1 : 1) * place(month[show][flow]),
          ...(month.partial ? { itemStyle: { opacity: 0.6, decal } } : {}),
        })),
        ...(flow === "lost" ? { markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: palette.dimmed, type: "solid", width: 1 }, data: [{ yAxis: 0 }] } } : {}),
      })),
      {
        type: "line",
        name: t("charts.retention.net"),
        data: months.map((month) => place(netOf(month[show]))),
        symbol: "circle",
        symbolSize: 6,
        z: 5,
        lineStyle: { color: palette.text, width: 2 },
        itemStyle: { color: palette.text, borderColor: palette.surface, borderWidth: 1.5 },
      },
    ],
  };
}

export function retentionTable(months: readonly FlowMonth[], look: Look) {
  const { t, format } = look;
  const names = flows.map((flow) => t(`charts.retention.${flow}`));
  return openTable(
    [
      { title: t("charts.retention.month"), key: "month" },
      ...flows.map((flow, at) => ({ title: names[at] ?? flow, key: flow })),
      { title: t("charts.retention.active"), key: "active" },
      ...flows.map((flow, at) => ({ title: `${names[at]}, ${t("charts.value").toLowerCase()}`, key: `${flow}_minor` })),
    ],
    months.map((month) => ({
      onOpen: month.onOpen?.lost ?? month.onOpen?.won,
      cells: [
        { text: monthName(month, look), raw: month.month },
        ...flows.map((flow) => ({ text: format.number(month.clients[flow]), raw: month.clients[flow] })),
        { text: format.number(month.active), raw: month.active },
        ...flows.map((flow) => ({ text: format.money(month.value[flow], "whole"), raw: month.value[flow] })),
      ],
    })),
  );
}
