import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { inkOn, rampAt } from "./ink";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** What is due on a day ("2026-03-12"); value in minor units. */
export type CalendarDay = { day: string; clients: number; value: number; onOpen?: () => void };

export type CalendarData = { /** First and last day shown. */ from: string; to: string; days: readonly CalendarDay[]; show: "clients" | "value" };

type Props = CalendarData & { label: string; height?: number; chart?: RefObject<EChartsType | null> };

type Square = { day: string; week: number; weekday: number; due: CalendarDay | undefined };

const dayLength = 86_400_000;

/** The days from one to another as squares of a calendar, weeks from Monday; days without anything due are there too. */
export function squaresOf(from: string, to: string, days: readonly CalendarDay[]): Square[] {
  const due = new Map(days.map((day) => [day.day, day]));
  const first = Date.parse(`${from}T00:00:00Z`);
  const start = (new Date(first).getUTCDay() + 6) % 7;
  const count = Math.round((Date.parse(`${to}T00:00:00Z`) - first) / dayLength) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const day = new Date(first + at * dayLength).toISOString().slice(0, 10);
    return { day, week: Math.floor((start + at) / 7), weekday: (start + at) % 7, due: due.get(day) };
  });
}

/** Renewals by the day they are due, as a calendar; a darker day has more. */
export function CalendarPlot({ from, to, days, show, label, height, chart }: Props) {
  const look = useLook();
  const squares = useMemo(() => squaresOf(from, to, days), [from, to, days]);
  const option = useMemo(() => calendarOption({ from, to, days, show }, look), [from, to, days, show, look]);
  const marks = squares.flatMap(({ day, due }, dataIndex) =>
    due ? [{ seriesIndex: 0, dataIndex, label: `${look.format.day(day, "long")}: ${look.t("charts.clients", { count: due.clients })}, ${look.format.money(due.value, "whole")}`, onOpen: due.onOpen }] : [],
  );
  const weeks = (squares.at(-1)?.week ?? 0) + 1;
  return <Plot option={option} label={label} height={height ?? 34 + weeks * 52} marks={marks} chart={chart} />;
}

export function calendarOption({ from, to, days, show }: CalendarData, look: Look) {
  const { t, format, palette } = look;
  const squares = squaresOf(from, to, days);
  const amount = (due: CalendarDay | undefined) => (due ? (show === "clients" ? due.clients : Math.max(0, due.value)) : 0);
  const most = Math.max(1, ...squares.map(({ due }) => amount(due)));
  const weeks = (squares.at(-1)?.week ?? 0) + 1;
  const weekday = new Intl.DateTimeFormat(format.language, { weekday: "short", timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  const names = Array.from({ length: 7 }, (_, at) => weekday.format(Date.UTC(2024, 0, 1 + at)));
  return {
    ...baseOption(palette),
    grid: { left: 2, right: 2, top: 26, bottom: 2, containLabel: false },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      formatter: (item: { dataIndex: number }) => {
        const square = squares[item.dataIndex];
        return square
          ? tipHtml(format.day(square.day, "long"), [
              [t("charts.calendar.due"), format.number(square.due?.clients ?? 0)],
              [t("charts.value"), format.money(square.due?.value ?? 0, "whole")],
            ])
          : "";
      },
    },
    xAxis: axis(palette, { type: "category", position: "top", data: names, splitLine: { show: false } }),
    yAxis: axis(palette, { type: "category", inverse: true, data: Array.from({ length: weeks }, (_, week) => String(week)), show: false }),
    visualMap: { show: false, type: "continuous", min: 0, max: most, dimension: 2, inRange: { colorAlpha: [1, 1] } },
    series: [
      {
        type: "heatmap",
        itemStyle: { borderColor: palette.surface, borderWidth: 3, borderRadius: 8 },
        emphasis: { itemStyle: { borderColor: palette.accent, borderWidth: 2 } },
        label: {
          show: true,
          lineHeight: 15,
          formatter: (item: { dataIndex: number }) => squareText(squares[item.dataIndex], show, look),
          rich: { day: { fontSize: 11, lineHeight: 15 }, due: { fontSize: 13, fontWeight: 700, lineHeight: 17 } },
        },
        data: squares.map((square) => {
          const color = amount(square.due) === 0 ? (palette.ramp[0] ?? palette.grid) : rampAt(palette.ramp.slice(1), Math.sqrt(amount(square.due) / most));
          const ink = square.due ? inkOn(color) : palette.dimmed;
          return { value: [square.weekday, square.week, amount(square.due)], itemStyle: { color }, label: { color: ink, rich: { day: { color: ink }, due: { color: ink } } } };
        }),
      },
    ],
  };
}

/** Number of the day, with the month's name where a month begins, and what is due under it. */
function squareText(square: Square | undefined, show: "clients" | "value", { format }: Look): string {
  if (!square) return "";
  const number = Number(square.day.slice(8));
  const name = number === 1 ? `1 ${new Intl.DateTimeFormat(format.language, { month: "short", timeZone: "UTC" }).format(Date.parse(square.day))}` : String(number);
  if (!square.due) return `{day|${name}}\n `;
  return `{day|${name}}\n{due|${show === "clients" ? format.short(square.due.clients) : format.money(square.due.value, "short")}}`;
}

export function calendarTable(days: readonly CalendarDay[], { t, format }: Look) {
  return openTable(
    [
      { title: t("charts.calendar.day"), key: "day" },
      { title: t("charts.calendar.due"), key: "clients" },
      { title: t("charts.value"), key: "value_minor" },
    ],
    days.map((day) => ({
      onOpen: day.onOpen,
      cells: [
        { text: format.day(day.day), raw: day.day },
        { text: format.number(day.clients), raw: day.clients },
        { text: format.money(day.value, "whole"), raw: day.value },
      ],
    })),
  );
}
