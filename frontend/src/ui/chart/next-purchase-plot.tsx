import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import type { LifeStage } from "../theme/tokens";
import { axis, baseOption, tipHtml } from "./base-option";
import { classLook } from "./class-look";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** When a client is expected to buy in one category again, with an interval of 80 %; days such as 2026-03-12. */
export type NextPurchase = { name: string; lastDay: string; low: string; day: string; high: string; stage: LifeStage; cycleDays: number; urgent: boolean };

type Props = { purchases: readonly NextPurchase[]; today: string; label: string; chart?: RefObject<EChartsType | null> };

type CustomApi = { coord: (point: [number, number]) => [number, number] };
type Area = { coordSys: { x: number; width: number } };

const rowHeight = 52;
const year = 365 * 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Per category: the last purchase, and the interval in which the next one is expected, on one time axis. */
export function NextPurchasePlot({ purchases, today, label, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => nextPurchaseOption(purchases, today, look), [purchases, today, look]);
  const marks = purchases.map((one, dataIndex) => ({ seriesIndex: 0, dataIndex, label: `${one.name}: ${intervalText(one, look)}` }));
  return <Plot option={option} label={label} height={44 + purchases.length * rowHeight} marks={marks} chart={chart} />;
}

export function nextPurchaseOption(purchases: readonly NextPurchase[], today: string, look: Look) {
  const { t, format, palette } = look;
  const now = at(today);
  const first = Math.max(now - 6 * year, Math.min(now, ...purchases.map((one) => at(one.lastDay))));
  const last = Math.min(now + 4 * year, Math.max(now + year / 4, ...purchases.map((one) => at(one.high))));
  const inside = (time: number) => Math.min(last, Math.max(first, time));
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 20, top: 18, bottom: 4, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      formatter: (item: { dataIndex: number }) => {
        const one = purchases[item.dataIndex];
        if (!one) return "";
        return tipHtml(`${one.name} · ${classLook(look, "life_stage", one.stage).label}`, [
          [t("charts.next.last"), format.day(one.lastDay)],
          [t("charts.next.expected"), format.day(one.day)],
          [t("charts.next.interval"), `${format.day(one.low)} – ${format.day(one.high)}`],
          [t("charts.next.cycle"), t("charts.norm.day", { count: one.cycleDays })],
        ]);
      },
    },
    xAxis: axis(palette, { type: "time", min: first - year / 24, max: last, axisLabel: { formatter: (time: number) => format.day(new Date(time).toISOString().slice(0, 10), "month"), showMinLabel: false, showMaxLabel: false } }),
    yAxis: { type: "value", show: false, min: 0, max: Math.max(1, purchases.length), inverse: true },
    series: [
      {
        type: "custom",
        data: purchases.map((one, row) => [at(one.day), row]),
        renderItem: (item: { dataIndex: number } & Area, api: CustomApi) => {
          const one = purchases[item.dataIndex];
          if (!one) return undefined;
          const x = (day: string) => api.coord([inside(at(day)), item.dataIndex])[0];
          const top = api.coord([now, item.dataIndex])[1];
          const color = classLook(look, "life_stage", one.stage).color;
          const [from, to] = [x(one.low), x(one.high)];
          return {
            type: "group",
            children: [
              { type: "text", silent: true, style: { text: one.name, x: item.coordSys.x, y: top + 4, fill: palette.text, font: `${one.urgent ? 600 : 400} 12.5px 'Hanken Grotesk Variable', system-ui, sans-serif`, overflow: "truncate", width: item.coordSys.width * 0.6 } },
              { type: "text", silent: true, style: { text: classLook(look, "life_stage", one.stage).label, x: item.coordSys.x + item.coordSys.width, y: top + 4, align: "right", fill: palette.dimmed, font: "11.5px 'Hanken Grotesk Variable', system-ui, sans-serif" } },
              { type: "line", shape: { x1: x(one.lastDay), y1: top + 32, x2: from, y2: top + 32 }, style: { stroke: palette.line, lineWidth: 1.5 } },
              { type: "circle", shape: { cx: x(one.lastDay), cy: top + 32, r: 4 }, style: { fill: palette.surface, stroke: palette.neutral, lineWidth: 2 } },
              { type: "rect", shape: { x: from, y: top + 25, width: Math.max(4, to - from), height: 14, r: 4 }, style: { fill: color, opacity: 0.45 }, emphasis: { style: { opacity: 0.7 } } },
              { type: "rect", shape: { x: x(one.day) - 1.5, y: top + 22, width: 3, height: 20, r: 1 }, style: { fill: color } },
            ],
          };
        },
        markLine: { silent: true, symbol: "none", lineStyle: { color: palette.text, type: "dashed", width: 1.2 }, label: { position: "start", distance: 4, color: palette.text, fontSize: 11.5, formatter: t("charts.next.today") }, data: [{ xAxis: now }] },
      },
    ],
  };
}

const intervalText = (one: NextPurchase, { format, t }: Look) => `${t("charts.next.expected")} ${format.day(one.day)} (${format.day(one.low)} – ${format.day(one.high)})`;

export function nextPurchaseTable(purchases: readonly NextPurchase[], look: Look) {
  const { t, format } = look;
  return openTable(
    [
      { title: t("charts.norm.category"), key: "category" },
      { title: t("charts.next.stage"), key: "stage", words: true },
      { title: t("charts.next.last"), key: "last_day" },
      { title: t("charts.next.expected"), key: "next_day" },
      { title: t("charts.next.interval"), key: "next_low_next_high" },
      { title: t("charts.next.cycle"), key: "cycle_days" },
    ],
    purchases.map((one) => ({
      cells: [
        { text: one.name, raw: one.name },
        { text: classLook(look, "life_stage", one.stage).label, raw: one.stage },
        { text: format.day(one.lastDay), raw: one.lastDay },
        { text: format.day(one.day), raw: one.day },
        { text: `${format.day(one.low)} – ${format.day(one.high)}`, raw: `${one.low} ${one.high}` },
        { text: t("charts.norm.day", { count: one.cycleDays }), raw: one.cycleDays },
      ],
    })),
  );
}
