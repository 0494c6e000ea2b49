import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** The share of the value (0..1) that a few clients or one group bring, and the limit it should stay under. */
export type TopShare = { key: string; name: string; share: number; limit?: number | null; onOpen?: () => void };

type Props = { tops: readonly TopShare[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

type CustomApi = { coord: (point: [number, number]) => [number, number] };

/** How much hangs on the first client, the first ten…; a tick marks the limit, a bar past it stands out and says so. */
export function TopSharesPlot({ tops, label, height, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => topSharesOption(tops, look), [tops, look]);
  const marks = tops.map((top, dataIndex) => ({ seriesIndex: 0, dataIndex, label: topText(top, look), onOpen: top.onOpen }));
  return <Plot option={option} label={label} height={height ?? 24 + tops.length * 38} marks={marks} chart={chart} />;
}

const isPast = (top: TopShare) => top.limit !== null && top.limit !== undefined && top.share > top.limit;

function topText(top: TopShare, { t, format }: Look): string {
  const limit = top.limit === null || top.limit === undefined ? "" : `, ${t(isPast(top) ? "charts.lorenz.reached" : "charts.lorenz.limit")} ${format.share(top.limit)}`;
  return `${top.name}: ${format.share(top.share, 1)} ${t("plots.shareOfValue")}${limit}`;
}

export function topSharesOption(tops: readonly TopShare[], look: Look) {
  const { t, format, palette } = look;
  const most = Math.max(0.05, ...tops.map((top) => Math.max(top.share, top.limit ?? 0)));
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 66, top: 4, bottom: 4, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      formatter: (item: { dataIndex: number }) => {
        const top = tops[item.dataIndex];
        if (!top) return "";
        const lines: [string, string][] = [[t("charts.shares.ofValue"), format.share(top.share, 1)]];
        if (top.limit !== null && top.limit !== undefined) lines.push([t(isPast(top) ? "charts.lorenz.reached" : "charts.lorenz.limit"), format.share(top.limit)]);
        return tipHtml(top.name, lines);
      },
    },
    xAxis: { type: "value", min: 0, max: Math.min(1, most * 1.05), show: false },
    yAxis: axis(palette, { type: "category", inverse: true, data: tops.map((top) => top.name), axisLabel: { color: palette.text, fontSize: 12.5, width: 150, overflow: "break", lineHeight: 14 }, splitLine: { show: false } }),
    series: [
      {
        type: "bar",
        barWidth: 18,
        data: tops.map((top) => ({ value: Math.max(0, top.share), itemStyle: { color: isPast(top) ? palette.accent : palette.ramp[4], borderRadius: [0, 4, 4, 0] } })),
        label: { show: true, position: "right", distance: 8, backgroundColor: palette.surface, padding: [2, 3], color: palette.text, fontSize: 12, fontWeight: 600, formatter: (item: { dataIndex: number }) => barText(tops[item.dataIndex], look) },
      },
      {
        type: "custom",
        silent: true,
        tooltip: { show: false },
        data: tops.map((top, at) => [top.limit ?? 0, at]),
        z: 1,
        renderItem: (item: { dataIndex: number }, api: CustomApi) => {
          const limit = tops[item.dataIndex]?.limit;
          if (limit === null || limit === undefined) return undefined;
          const [x, y] = api.coord([limit, item.dataIndex]);
          return { type: "line", shape: { x1: x, x2: x, y1: y - 14, y2: y + 14 }, style: { stroke: palette.text, lineWidth: 2 } };
        },
      },
    ],
  };
}

const barText = (top: TopShare | undefined, { format }: Look) => (top ? `${isPast(top) ? "▲ " : ""}${format.share(top.share, 1)}` : "");

export function topSharesTable(tops: readonly TopShare[], { t, format }: Look) {
  return openTable(
    [
      { title: t("charts.clients"), key: "group" },
      { title: t("charts.shares.ofValue"), key: "share" },
      { title: t("charts.lorenz.limit"), key: "limit" },
    ],
    tops.map((top) => ({
      onOpen: top.onOpen,
      cells: [
        { text: top.name, raw: top.key },
        { text: format.share(top.share, 1), raw: top.share },
        { text: format.share(top.limit), raw: top.limit ?? null },
      ],
    })),
  );
}
