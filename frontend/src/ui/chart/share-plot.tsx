import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { inkOn } from "./ink";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** One class with its part (0..1) of the clients and, where known, of the value (minor units). */
export type Share = { key: string; label: string; color: string; clients: number; clientShare: number; value?: number; valueShare?: number; onOpen?: () => void };

type Props = { shares: readonly Share[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** One bar shared out over the classes, and a second one for their value where it is known. */
export function SharePlot({ shares, label, height, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => shareOption(shares, look), [shares, look]);
  const rows = withValue(shares) ? [0, 1] : [0];
  const marks = shares.flatMap((share, seriesIndex) => rows.map((dataIndex) => ({ seriesIndex, dataIndex, label: shareText(share, look), onOpen: share.onOpen })));
  return <Plot option={option} label={label} height={height ?? (rows.length === 2 ? 150 : 84)} marks={marks} chart={chart} />;
}

const withValue = (shares: readonly Share[]) => shares.some((share) => share.valueShare !== undefined);

export function shareOption(shares: readonly Share[], look: Look) {
  const { t, format, palette } = look;
  const both = withValue(shares);
  return {
    ...baseOption(palette),
    grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      trigger: "item",
      formatter: (item: { seriesIndex: number }) => {
        const share = shares[item.seriesIndex];
        if (!share) return "";
        const lines: [string, string][] = [[t("charts.clients"), `${format.number(share.clients)} (${format.share(share.clientShare, 1)})`]];
        if (share.value !== undefined) lines.push([t("charts.value"), `${format.money(share.value, "whole")}${share.valueShare === undefined ? "" : ` (${format.share(share.valueShare, 1)})`}`]);
        return tipHtml(share.label, lines);
      },
    },
    xAxis: { type: "value", min: 0, max: "dataMax", show: false },
    yAxis: axis(palette, { type: "category", inverse: true, data: both ? [t("charts.clients"), t("charts.value")] : [t("charts.clients")], axisLabel: { color: palette.text, fontSize: 12.5 }, splitLine: { show: false } }),
    series: shares.map((share) => ({
      type: "bar",
      name: share.label,
      stack: "all",
      barWidth: 44,
      cursor: share.onOpen ? "pointer" : "default",
      data: both ? [share.clientShare, Math.max(0, share.valueShare ?? 0)] : [share.clientShare],
      itemStyle: { color: share.color, borderColor: palette.surface, borderWidth: 2, borderRadius: 5 },
      emphasis: { itemStyle: { shadowBlur: 8, shadowColor: "rgb(0 0 0 / 20%)" } },
      label: {
        show: true,
        color: inkOn(share.color),
        fontSize: 12,
        fontWeight: 600,
        lineHeight: 15,
        formatter: (item: { dataIndex: number; value: number }) => (item.value < 0.09 ? "" : item.dataIndex === 0 ? `${format.share(item.value)}\n${format.short(share.clients)}` : format.share(item.value)),
      },
    })),
  };
}

function shareText(share: Share, { t, format }: Look): string {
  const value = share.value === undefined ? "" : `, ${format.money(share.value, "whole")}`;
  return `${share.label}: ${t("charts.clients", { count: share.clients })}, ${format.share(share.clientShare, 1)}${value}`;
}

export function shareTable(shares: readonly Share[], title: string, { t, format }: Look) {
  const both = shares.some((share) => share.value !== undefined);
  return openTable(
    [{ title, key: "class" }, { title: t("charts.clients"), key: "clients" }, { title: t("charts.shares.ofClients"), key: "client_share" }, ...(both ? [{ title: t("charts.value"), key: "value_minor" }] : [])],
    shares.map((share) => ({
      onOpen: share.onOpen,
      cells: [
        { text: share.label, raw: share.key },
        { text: format.number(share.clients), raw: share.clients },
        { text: format.share(share.clientShare, 1), raw: share.clientShare },
        ...(both ? [{ text: format.money(share.value, "whole"), raw: share.value ?? null }] : []),
      ],
    })),
  );
}
