import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { binAxis, binSeries } from "./bin-series";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** Clients whose renewal is so many days past its due day; negative is before it, null is open. */
export type LatenessBin = { from: number | null; to: number | null; clients: number; onOpen?: () => void };

type Props = { bins: readonly LatenessBin[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** Clients by how early or late they are, the due day marked. */
export function LatenessPlot({ bins, label, height = 260, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => latenessOption(bins, look), [bins, look]);
  const marks = bins.map((bin, dataIndex) => ({ seriesIndex: 0, dataIndex, label: `${rangeOf(bin, look)}: ${look.t("charts.clients", { count: bin.clients })}`, onOpen: bin.onOpen }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

export function latenessOption(bins: readonly LatenessBin[], look: Look) {
  const { t, format, palette } = look;
  const due = bins.findIndex((bin) => bin.from === 0);
  const edge = (at: number) => {
    const days = at === 0 ? bins[0]?.from : (bins[at]?.from ?? bins[at - 1]?.to);
    return days === null || days === undefined ? "" : format.number(days);
  };
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 16, top: 28, bottom: 26, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      formatter: (item: { dataIndex: number }) => {
        const bin = bins[item.dataIndex];
        return bin ? tipHtml(rangeOf(bin, look), [[t("charts.clients"), format.number(bin.clients)]]) : "";
      },
    },
    xAxis: binAxis(palette, bins.length, edge, t("charts.lateness.axis")),
    yAxis: axis(palette, { type: "value", minInterval: 1, axisLabel: { formatter: (value: number) => format.short(value) } }),
    series: [
      {
        ...binSeries(palette, bins.map((bin) => ({ amount: bin.clients, color: (bin.from ?? -1) >= 0 ? palette.stage.late : (palette.ramp[3] ?? palette.brand) }))),
        markLine:
          due < 0
            ? undefined
            : { silent: true, symbol: "none", lineStyle: { color: palette.text, type: "dashed", width: 1.2 }, label: { color: palette.text, fontSize: 11.5, formatter: t("charts.lateness.due") }, data: [{ xAxis: due }] },
      },
    ],
  };
}

function rangeOf(bin: LatenessBin, { t, format }: Look): string {
  const days = (count: number) => t("charts.norm.day", { count });
  if (bin.from === null) return t("charts.lateness.early", { days: days(Math.abs(bin.to ?? 0)) });
  if (bin.to === null) return t("charts.lateness.late", { days: days(bin.from) });
  return t("charts.lateness.between", { from: format.number(bin.from), to: format.number(bin.to) });
}

export function latenessTable(bins: readonly LatenessBin[], look: Look) {
  const { t, format } = look;
  return openTable(
    [
      { title: t("charts.lateness.axis"), key: "from_days" },
      { title: t("charts.clients"), key: "clients" },
    ],
    bins.map((bin) => ({
      onOpen: bin.onOpen,
      cells: [
        { text: rangeOf(bin, look), raw: bin.from },
        { text: format.number(bin.clients), raw: bin.clients },
      ],
    })),
  );
}
