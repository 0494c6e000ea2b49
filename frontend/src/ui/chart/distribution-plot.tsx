import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { binAxis, binSeries } from "./bin-series";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** Clients whose value lies from `from` up to `to` (minor units; null: and more). */
export type ValueBin = { from: number; to: number | null; clients: number; value: number; onOpen?: () => void };

/** The value that a share of the clients stay below. */
export type ValueQuantile = { share: number; value: number };

export type DistributionData = { bins: readonly ValueBin[]; quantiles: readonly ValueQuantile[] };

type Props = DistributionData & { label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** How a value is spread over the clients, with its quantiles marked. */
export function DistributionPlot({ bins, quantiles, label, height = 300, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => distributionOption({ bins, quantiles }, look), [bins, quantiles, look]);
  const marks = bins.map((bin, dataIndex) => ({ seriesIndex: 0, dataIndex, label: `${rangeOf(bin, look)}: ${look.t("charts.clients", { count: bin.clients })}, ${look.format.money(bin.value, "whole")}`, onOpen: bin.onOpen }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

/** Place of a value among the bins, by its share of the bin it lies in. */
export function placeIn(bins: readonly ValueBin[], value: number): number {
  const at = bins.findIndex((bin) => bin.to === null || value < bin.to);
  if (at < 0) return bins.length;
  const bin = bins[at];
  if (!bin || value <= bin.from) return at;
  return at + (bin.to === null ? 0.5 : (value - bin.from) / (bin.to - bin.from));
}

export function distributionOption({ bins, quantiles }: DistributionData, look: Look) {
  const { t, format, palette } = look;
  const name = (share: number) => (share === 0.5 ? t("charts.lifetime.median") : format.share(share));
  // Where labels would overlap the first stays: the median before the others.
  const named = [...quantiles].sort((left, right) => Math.abs(left.share - 0.5) - Math.abs(right.share - 0.5));
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 24, top: 40, bottom: 6, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      formatter: (item: { dataIndex: number }) => {
        const bin = bins[item.dataIndex];
        return bin
          ? tipHtml(rangeOf(bin, look), [
              [t("charts.clients"), format.number(bin.clients)],
              [t("charts.value"), format.money(bin.value, "whole")],
            ])
          : "";
      },
    },
    xAxis: binAxis(palette, bins.length, (at) => {
      const from = bins[at]?.from ?? bins[at - 1]?.to;
      return from === undefined || from === null ? "" : format.money(from, "short");
    }),
    yAxis: [axis(palette, { type: "value", minInterval: 1, axisLabel: { formatter: (value: number) => format.short(value) } }), { type: "value", min: 0, max: 1, show: false }],
    series: [
      {
        ...binSeries(palette, bins.map((bin) => ({ amount: bin.clients, color: palette.ramp[3] ?? palette.brand }))),
        markLine: { silent: true, symbol: "none", lineStyle: { color: palette.text, type: "dashed", width: 1.2 }, label: { show: false }, data: quantiles.map((one) => ({ xAxis: placeIn(bins, one.value) })) },
      },
      {
        type: "scatter",
        silent: true,
        yAxisIndex: 1,
        symbolSize: 1,
        itemStyle: { color: "transparent" },
        tooltip: { show: false },
        data: named.map((one) => [placeIn(bins, one.value), 1]),
        label: { show: true, position: "top", color: palette.text, fontSize: 11.5, lineHeight: 14, formatter: (item: { dataIndex: number }) => `${name(named[item.dataIndex]?.share ?? 0)}\n${format.money(named[item.dataIndex]?.value, "short")}` },
        labelLayout: { hideOverlap: true },
      },
    ],
  };
}

function rangeOf(bin: ValueBin, { t, format }: Look): string {
  if (bin.to === null) return t("charts.andMore", { value: format.money(bin.from, "short") });
  return `${format.money(bin.from, "short")} – ${format.money(bin.to, "short")}`;
}

export function distributionTable(bins: readonly ValueBin[], look: Look) {
  const { t, format } = look;
  return openTable(
    [
      { title: t("charts.from"), key: "from_minor" },
      { title: t("charts.to"), key: "to_minor" },
      { title: t("charts.clients"), key: "clients" },
      { title: t("charts.value"), key: "value_minor" },
    ],
    bins.map((bin) => ({
      onOpen: bin.onOpen,
      cells: [
        { text: format.money(bin.from, "whole"), raw: bin.from },
        { text: format.money(bin.to, "whole"), raw: bin.to },
        { text: format.number(bin.clients), raw: bin.clients },
        { text: format.money(bin.value, "whole"), raw: bin.value },
      ],
    })),
  );
}
