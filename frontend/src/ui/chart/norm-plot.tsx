import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import type { LifeStage } from "../theme/tokens";
import { axis, baseOption, tipHtml } from "./base-option";
import { classLook } from "./class-look";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** The usual cycle of a category, in days, with its usual range, and its clients by stage. */
export type CategoryNorm = {
  id: string;
  name: string;
  source: "declared" | "observed" | "pooled";
  days: number;
  lowDays: number;
  highDays: number;
  stages: Record<LifeStage, number>;
  onOpen?: (stage?: LifeStage) => void;
};

type Props = { norms: readonly CategoryNorm[]; label: string; height?: number; chart?: RefObject<EChartsType | null> };

type CustomApi = { coord: (point: [number, number]) => [number, number] };
type Area = { coordSys: { x: number; width: number } };

const stages: readonly LifeStage[] = ["fresh", "approaching", "due", "late", "lapsed"];
const rowHeight = 72;

/** Per category: the norm as a band with its usual cycle, and under it how its clients share out over the stages. */
export function NormPlot({ norms, label, height, chart }: Props) {
  const look = useLook();
  const option = useMemo(() => normOption(norms, look), [norms, look]);
  const marks = norms.flatMap((norm, dataIndex) => [
    { seriesIndex: 0, dataIndex, label: `${norm.name}: ${bandText(norm, look)}`, onOpen: norm.onOpen && (() => norm.onOpen?.()) },
    ...stages.map((stage, at) => ({
      seriesIndex: at + 1,
      dataIndex,
      label: `${norm.name}, ${classLook(look, "life_stage", stage).label}: ${look.t("charts.clients", { count: norm.stages[stage] })}`,
      onOpen: norm.onOpen && (() => norm.onOpen?.(stage)),
    })),
  ]);
  return <Plot option={option} label={label} height={height ?? 46 + norms.length * rowHeight} marks={marks} chart={chart} />;
}

const totalOf = (norm: CategoryNorm) => stages.reduce((sum, stage) => sum + norm.stages[stage], 0);

export function normOption(norms: readonly CategoryNorm[], look: Look) {
  const { t, format, palette } = look;
  const longest = Math.max(1, ...norms.map((norm) => norm.highDays));
  const share = (norm: CategoryNorm, stage: LifeStage) => (totalOf(norm) === 0 ? 0 : norm.stages[stage] / totalOf(norm));
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 14, top: 4, bottom: 26, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      formatter: (item: { dataIndex: number; seriesIndex: number }) => {
        const norm = norms[item.dataIndex];
        return norm ? normTip(norm, stages[item.seriesIndex - 1], look) : "";
      },
    },
    xAxis: axis(palette, { type: "value", min: 0, max: longest * 1.04, name: t("charts.norm.days"), nameLocation: "middle", nameGap: 26, axisLabel: { formatter: (days: number) => format.number(days), showMaxLabel: false } }),
    yAxis: { type: "value", show: false, min: 0, max: Math.max(1, norms.length), inverse: true },
    series: [
      {
        type: "custom",
        data: norms.map((norm, at) => [norm.days, at]),
        renderItem: (item: { dataIndex: number } & Area, api: CustomApi) => {
          const norm = norms[item.dataIndex];
          if (!norm) return undefined;
          const [left, top] = api.coord([norm.lowDays, item.dataIndex]);
          const [right] = api.coord([norm.highDays, item.dataIndex]);
          const [middle] = api.coord([norm.days, item.dataIndex]);
          const tentative = norm.source === "pooled";
          return {
            type: "group",
            children: [
              { type: "text", silent: true, style: { text: norm.name, x: item.coordSys.x, y: top + 8, fill: palette.text, font: "600 12.5px 'Hanken Grotesk Variable', system-ui, sans-serif", overflow: "truncate", width: item.coordSys.width * 0.62 } },
              { type: "text", silent: true, style: { text: `${t("charts.norm.day", { count: Math.round(norm.days) })} · ${t(`charts.norm.source.${norm.source}`)}`, x: item.coordSys.x + item.coordSys.width, y: top + 8, align: "right", fill: palette.dimmed, font: "11.5px 'Hanken Grotesk Variable', system-ui, sans-serif", overflow: "truncate", width: item.coordSys.width * 0.4 } },
              {
                type: "rect",
                shape: { x: left, y: top + 26, width: Math.max(3, right - left), height: 14, r: 4 },
                style: { fill: palette.brand, opacity: tentative ? 0.22 : 0.42, stroke: tentative ? palette.brand : "none", lineDash: [3, 3] },
                emphasis: { style: { opacity: 0.65 } },
              },
              { type: "rect", shape: { x: middle - 1.5, y: top + 23, width: 3, height: 20, r: 1 }, style: { fill: palette.brand } },
            ],
          };
        },
      },
      ...stages.map((stage, stageAt) => ({
        type: "custom",
        name: classLook(look, "life_stage", stage).label,
        data: norms.map((norm, at) => [norm.days, at]),
        renderItem: (item: { dataIndex: number } & Area, api: CustomApi) => {
          const norm = norms[item.dataIndex];
          if (!norm || share(norm, stage) === 0) return undefined;
          const before = stages.slice(0, stageAt).reduce((sum, one) => sum + share(norm, one), 0);
          const { x, width } = item.coordSys;
          const [, top] = api.coord([0, item.dataIndex]);
          return {
            type: "rect",
            shape: { x: x + before * width, y: top + 47, width: Math.max(1, share(norm, stage) * width - 1.5), height: 10, r: 2 },
            style: { fill: palette.stage[stage] },
            emphasis: { style: { stroke: palette.text, lineWidth: 1.5 } },
          };
        },
      })),
    ],
  };
}

const bandText = (norm: CategoryNorm, { t, format }: Look) =>
  `${t("charts.norm.day", { count: Math.round(norm.days) })} (${format.number(norm.lowDays)} – ${format.number(norm.highDays)}), ${t(`charts.norm.source.${norm.source}`)}`;

function normTip(norm: CategoryNorm, stage: LifeStage | undefined, look: Look): string {
  const { t, format } = look;
  if (stage) return tipHtml(`${norm.name} · ${classLook(look, "life_stage", stage).label}`, [[t("charts.clients"), format.number(norm.stages[stage])]]);
  return tipHtml(norm.name, [
    [t("charts.norm.median"), t("charts.norm.day", { count: Math.round(norm.days) })],
    [t("charts.norm.band"), `${format.number(norm.lowDays)} – ${format.number(norm.highDays)}`],
    [t("charts.norm.basis"), t(`charts.norm.source.${norm.source}`)],
  ]);
}

export function normTable(norms: readonly CategoryNorm[], look: Look) {
  const { t, format } = look;
  return openTable(
    [
      { title: t("charts.norm.category"), key: "category" },
      { title: t("charts.norm.basis"), key: "source", words: true },
      { title: t("charts.norm.median"), key: "days" },
      { title: t("charts.norm.band"), key: "low_days_high_days" },
      ...stages.map((stage) => ({ title: classLook(look, "life_stage", stage).label, key: stage })),
    ],
    norms.map((norm) => ({
      onOpen: norm.onOpen && (() => norm.onOpen?.()),
      cells: [
        { text: norm.name, raw: norm.name },
        { text: t(`charts.norm.source.${norm.source}`), raw: norm.source },
        { text: format.number(norm.days), raw: norm.days },
        { text: `${format.number(norm.lowDays)} – ${format.number(norm.highDays)}`, raw: `${norm.lowDays} ${norm.highDays}` },
        ...stages.map((stage) => ({ text: format.number(norm.stages[stage]), raw: norm.stages[stage] })),
      ],
    })),
  );
}
