import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { binAxis, binSeries } from "./bin-series";
import { rampAt } from "./ink";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** Clients whose probability to be active lies between two shares (0..1); value in minor units. */
export type AliveBin = { from: number; to: number; clients: number; value: number; onOpen?: () => void };

type Props = { bins: readonly AliveBin[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** Clients by the probability that they are still active, darker the likelier. */
export function AlivePlot({ bins, label, height = 260, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => aliveOption(bins, look), [bins, look]);
  const marks = bins.map((bin, dataIndex) => ({ seriesIndex: 0, dataIndex, label: `${rangeOf(bin, look)}: ${look.t("charts.clients", { count: bin.clients })}, ${look.format.money(bin.value, "whole")}`, onOpen: bin.onOpen }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

export function aliveOption(bins: readonly AliveBin[], look: Look) {
  const { t, format, palette } = look;
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 24, top: 12, bottom: 26, containLabel: true },
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
    xAxis: binAxis(palette, bins.length, (at) => format.share(bins[at]?.from ?? bins[at - 1]?.to), t("charts.lifetime.alive")),
    yAxis: axis(palette, { type: "value", minInterval: 1, axisLabel: { formatter: (value: number) => format.short(value) } }),
    series: [binSeries(palette, bins.map((bin) => ({ amount: bin.clients, color: rampAt(palette.ramp.slice(2), (bin.from + bin.to) / 2) })))],
  };
}

const rangeOf = (bin: AliveBin, { format }: Look) => `${format.share(bin.from)} – ${format.share(bin.to)}`;

export function aliveTable(bins: readonly AliveBin[], look: Look) {
  const { t, format } = look;
  return openTable(
    [
      { title: t("charts.lifetime.alive"), key: "alive_from" },
      { title: t("charts.clients"), key: "clients" },
      { title: t("charts.value"), key: "value_minor" },
    ],
    bins.map((bin) => ({
      onOpen: bin.onOpen,
      cells: [
        { text: rangeOf(bin, look), raw: bin.from },
        { text: format.number(bin.clients), raw: bin.clients },
        { text: format.money(bin.value, "whole"), raw: bin.value },
      ],
    })),
  );
}
