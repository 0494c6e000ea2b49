import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { useFormat } from "@/i18n/use-format";
import { toMajor } from "@/lib/format";
import { axis, baseOption, tipHtml } from "./base-option";
import { Plot } from "./plot";
import { useLook } from "./use-look";

/** The mean reward of what was shown on a day: a share, or money in minor units; null when nothing was shown. */
export type RewardDay = { day: string; mean: number | null; shown: number };

type Props = { days: readonly RewardDay[]; money: boolean; label: string; /** What a day's mean is called. */ name: string; height?: number; chart?: RefObject<EChartsType | null> };

/** Mean reward by day as a line. */
export function RewardPlot({ days, money, label, name, height = 240, chart }: Props) {
  const format = useFormat();
  const { palette, t } = useLook();
  const option = useMemo(() => {
    const say = (value: number | null) => (value === null ? "–" : money ? format.money(Math.round(value)) : format.share(value, 1));
    return {
      ...baseOption(palette),
      tooltip: {
        ...(baseOption(palette).tooltip as object),
        trigger: "axis",
        formatter: (items: { dataIndex: number }[]) => {
          const one = days[items[0]?.dataIndex ?? -1];
          return one ? tipHtml(format.day(one.day), [[name, say(one.mean)], [t("learning.days.impressions"), format.number(one.shown)]]) : "";
        },
      },
      xAxis: axis(palette, { type: "category", data: days.map((one) => one.day), axisLabel: { formatter: (day: string) => format.day(day) }, splitLine: { show: false } }),
      yAxis: axis(palette, { type: "value", axisLabel: { formatter: (value: number) => (money ? format.money(value * 10 ** format.currency.exponent, "short") : format.share(value, 1)) } }),
      series: [
        {
          type: "line",
          data: days.map((one) => (one.mean === null ? null : money ? toMajor(one.mean, format.currency) : one.mean)),
          showSymbol: false,
          lineStyle: { color: palette.brand, width: 2.4 },
          itemStyle: { color: palette.brand },
          areaStyle: { color: palette.brand, opacity: 0.08 },
        },
      ],
    };
  }, [days, money, name, palette, format, t]);
  return <Plot option={option} label={label} height={height} chart={chart} />;
}
