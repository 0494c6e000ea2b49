import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import { axis, baseOption, tipHtml } from "./base-option";
import { Plot } from "./plot";
import { usePalette } from "./use-palette";

/** One cell of recency × frequency (scores 1 to 5). */
export type RfmCell = { r: number; f: number; clients: number; share: number; value: number; valueText: string; onOpen?: () => void };

type Props = { cells: readonly RfmCell[]; show: "clients" | "value"; label: string; height?: number; chart?: RefObject<EChartsType | null> };

const scores = ["1", "2", "3", "4", "5"];

/** The 5 × 5 heat map of recency and frequency; a cell is clients or their value. */
export function RfmPlot({ cells, show, label, height = 320, chart }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const option = useMemo(() => {
    const amount = (cell: RfmCell) => (show === "clients" ? cell.clients : Math.max(0, cell.value));
    const most = Math.max(1, ...cells.map(amount));
    return {
      ...baseOption(palette),
      grid: { left: 26, right: 6, top: 6, bottom: 26, containLabel: true },
      tooltip: {
        ...(baseOption(palette).tooltip as object),
        formatter: (item: { dataIndex: number }) => {
          const cell = cells[item.dataIndex];
          if (!cell) return "";
          return tipHtml(t("plots.rfm.cell", { r: cell.r, f: cell.f }), [
            [t("plots.clients"), `${format.number(cell.clients)} (${format.share(cell.share, 1)})`],
            [t("plots.value"), cell.valueText],
          ]);
        },
      },
      visualMap: { show: false, min: 0, max: Math.sqrt(most), dimension: 2, inRange: { color: [...palette.ramp] } },
      xAxis: axis(palette, { type: "category", data: scores, name: t("plots.rfm.frequency"), nameLocation: "middle", nameGap: 26, splitLine: { show: false } }),
      yAxis: axis(palette, { type: "category", data: scores, name: t("plots.rfm.recency"), nameLocation: "middle", nameGap: 24, splitLine: { show: false } }),
      series: [
        {
          type: "heatmap",
          data: cells.map((cell) => ({ value: [cell.f - 1, cell.r - 1, Math.sqrt(amount(cell))], cursor: cell.onOpen ? "pointer" : "default" })),
          itemStyle: { borderColor: palette.surface, borderWidth: 3, borderRadius: 8 },
          emphasis: { itemStyle: { borderColor: palette.accent, borderWidth: 2 } },
          label: {
            show: true,
            fontSize: 12,
            fontWeight: 600,
            formatter: (item: { dataIndex: number }) => {
              const cell = cells[item.dataIndex];
              if (!cell) return "";
              return show === "clients" ? format.short(cell.clients) : cell.valueText;
            },
          },
        },
      ].map((series) => ({
        ...series,
        data: series.data.map((one, at) => {
          const cell = cells[at];
          const deep = cell ? Math.sqrt(amount(cell) / most) > (palette.surface === "#ffffff" ? 0.55 : 0.66) : false;
          const light = palette.surface === "#ffffff";
          return { ...one, label: { color: deep === light ? "#ffffff" : light ? "#15201f" : deep ? "#08201e" : palette.text } };
        }),
      })),
    };
  }, [cells, show, palette, format, t]);
  const marks = cells.map((cell, at) => ({
    seriesIndex: 0,
    dataIndex: at,
    label: `${t("plots.rfm.cell", { r: cell.r, f: cell.f })}: ${format.number(cell.clients)} ${t("plots.clients")}, ${cell.valueText}`,
    onOpen: cell.onOpen,
  }));
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}
