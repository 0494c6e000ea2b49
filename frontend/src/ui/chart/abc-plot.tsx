import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import type { AbcClass } from "../theme/tokens";
import { axis, baseOption, tipHtml } from "./base-option";
import { Plot } from "./plot";
import { usePalette } from "./use-palette";

export type AbcShare = { name: AbcClass; label: string; clients: number; clientShare: number; valueShare: number; value: string; onOpen?: () => void };

type Props = { shares: readonly AbcShare[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** Two bars of the same length: how the classes share out the clients, and how they share out the value. */
export function AbcPlot({ shares, label, height = 190, chart }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = usePalette();
  const option = useMemo(
    () => ({
      ...baseOption(palette),
      grid: { left: 8, right: 12, top: 6, bottom: 6, containLabel: true },
      tooltip: {
        ...(baseOption(palette).tooltip as object),
        trigger: "item",
        formatter: (item: { seriesIndex: number }) => {
          const share = shares[item.seriesIndex];
          if (!share) return "";
          return tipHtml(share.label, [
            [t("plots.clients"), format.number(share.clients)],
            [t("plots.shareOfClients"), format.share(share.clientShare, 1)],
            [t("plots.value"), share.value],
            [t("plots.shareOfValue"), format.share(share.valueShare, 1)],
          ]);
        },
      },
      xAxis: { type: "value", min: 0, max: 1, show: false },
      yAxis: axis(palette, { type: "category", inverse: true, data: [t("plots.clients"), t("plots.value")], axisLabel: { color: palette.text, fontSize: 12.5 }, splitLine: { show: false } }),
      series: shares.map((share) => ({
        type: "bar",
        stack: "all",
        barWidth: 46,
        data: [share.clientShare, Math.max(0, share.valueShare)],
        cursor: share.onOpen ? "pointer" : "default",
        itemStyle: { color: palette.abc[share.name], borderColor: palette.surface, borderWidth: 2, borderRadius: 5 },
        emphasis: { itemStyle: { shadowBlur: 8, shadowColor: "rgb(0 0 0 / 20%)" } },
        label: {
          show: true,
          fontWeight: 600,
          fontSize: 12,
          color: labelColor(share.name, palette.surface),
          formatter: (item: { value: number }) => (item.value >= 0.07 ? `${share.name === "none" ? "–" : share.name} ${format.share(item.value)}` : ""),
        },
      })),
    }),
    [shares, palette, format, t],
  );
  const marks = shares.flatMap((share, seriesIndex) =>
    [0, 1].map((dataIndex) => ({
      seriesIndex,
      dataIndex,
      label: `${share.label}: ${format.number(share.clients)} ${t("plots.clients")}, ${format.share(share.clientShare, 1)}; ${share.value}, ${format.share(share.valueShare, 1)}`,
      onOpen: share.onOpen,
    })),
  );
  return <Plot option={option} label={label} height={height} marks={marks} chart={chart} />;
}

function labelColor(name: AbcClass, surface: string): string {
  const dark = surface !== "#ffffff";
  if (name === "A") return dark ? "#0b3336" : "#ffffff";
  if (name === "B") return dark ? "#06201f" : "#06201f";
  return dark ? "#e4ebe9" : "#15201f";
}
