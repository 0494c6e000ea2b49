import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { axis, baseOption, tipHtml } from "./base-option";
import { Plot } from "./plot";
import { usePalette } from "./use-palette";

export type Bar = { name: string; count: number; share?: number; color?: string; onOpen?: () => void };

type Props = { bars: readonly Bar[]; label: string; height?: number; sideways?: boolean; chart?: RefObject<EChartsType | null> };

/** Counts per bin or per name; sideways where the names are long. */
export function HistogramPlot({ bars, label, height, sideways, chart }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const option = useMemo(() => {
    const names = axis(palette, {
      type: "category",
      inverse: Boolean(sideways),
      data: bars.map((bar) => bar.name),
      axisLabel: sideways ? { color: palette.text, fontSize: 12.5 } : {},
      splitLine: { show: false },
    });
    const amounts = axis(palette, { type: "value", minInterval: 1, axisLabel: { formatter: (value: number) => format.short(value) }, show: !sideways });
    return {
      ...baseOption(palette),
      grid: { left: 8, right: sideways ? 62 : 12, top: 10, bottom: 4, containLabel: true },
      tooltip: {
        ...(baseOption(palette).tooltip as object),
        formatter: (item: { dataIndex: number }) => {
          const bar = bars[item.dataIndex];
          if (!bar) return "";
          const lines: [string, string][] = [[t("plots.clients"), format.number(bar.count)]];
          if (bar.share !== undefined) lines.push([t("plots.shareOfClients"), format.share(bar.share, 1)]);
          return tipHtml(bar.name, lines);
        },
      },
      xAxis: sideways ? amounts : names,
      yAxis: sideways ? names : amounts,
      series: [
        {
          type: "bar",
          barMaxWidth: sideways ? 20 : 44,
          data: bars.map((bar) => ({ value: bar.count, itemStyle: { color: bar.color ?? palette.ramp[4], borderRadius: sideways ? [0, 4, 4, 0] : [4, 4, 0, 0] } })),
          label: sideways ? { show: true, position: "right", color: palette.text, fontSize: 12, formatter: (item: { value: number }) => format.number(item.value) } : { show: false },
        },
      ],
    };
  }, [bars, sideways, palette, format, t]);
  const marks = bars.map((bar, at) => ({ seriesIndex: 0, dataIndex: at, label: `${bar.name}: ${format.number(bar.count)}`, onOpen: bar.onOpen }));
  return <Plot option={option} label={label} height={height ?? (sideways ? 24 + bars.length * 32 : 240)} marks={marks} chart={chart} />;
}
