import type { EChartsType } from "echarts/core";
import { useMemo, type RefObject } from "react";
import { axis, baseOption, tipHtml } from "./base-option";
import { inkOn, rampAt } from "./ink";
import { openTable } from "./open-table";
import { Plot } from "./plot";
import { useLook, type Look } from "./use-look";

/** What became of a cohort after `age` periods: the share still buying (0..1), value of the period and cumulated in minor units. */
export type CohortCell = { age: number; clients: number; retention: number; value: number; cumulated: number; onOpen?: () => void };

/** Clients who first bought in one month ("2025-03") or quarter ("2025-Q1"). */
export type Cohort = { cohort: string; size: number; cells: readonly CohortCell[] };

export type CohortShow = "retention" | "value" | "cumulated";

type Props = { cohorts: readonly Cohort[]; show: CohortShow; label: string; height?: number; chart?: RefObject<EChartsType | null> };

/** The triangle of cohorts: one row each, one column per period since the first purchase, darker is more. */
export function CohortPlot({ cohorts, show, label, height, chart }: Props) {
  const look = useLook();
  const cells = useMemo(() => cellsOf(cohorts), [cohorts]);
  const option = useMemo(() => cohortOption(cohorts, show, look), [cohorts, show, look]);
  const marks = cells.map(({ cohort, cell }, dataIndex) => ({ seriesIndex: 0, dataIndex, label: cellText(cohort, cell, show, look), onOpen: cell.onOpen }));
  const ages = Math.max(0, ...cells.map(({ cell }) => cell.age));
  return (
    <div style={{ overflowX: "auto" }}>
      <div style={{ minWidth: 120 + (ages + 1) * (show === "retention" ? 30 : 54) }}>
        <Plot option={option} label={label} height={height ?? 48 + cohorts.length * 26} marks={marks} chart={chart} />
      </div>
    </div>
  );
}

const cellsOf = (cohorts: readonly Cohort[]) => cohorts.flatMap((cohort, row) => cohort.cells.map((cell) => ({ cohort, row, cell })));

const cohortName = (cohort: string, { format }: Look) => (/^\d{4}-\d{2}/.test(cohort) ? format.day(`${cohort.slice(0, 7)}-01`, "month") : cohort.replace(/^(\d{4})-(Q\d)$/, "$2 $1"));

function amountText(cell: CohortCell, show: CohortShow, { format }: Look): string {
  return show === "retention" ? format.share(cell.retention) : format.money(cell[show], "short");
}

export function cohortOption(cohorts: readonly Cohort[], show: CohortShow, look: Look) {
  const { t, format, palette } = look;
  const cells = cellsOf(cohorts);
  const amount = (cell: CohortCell) => Math.max(0, cell[show]);
  // The first period holds everyone; it would drown the differences that matter.
  const most = Math.max(1e-9, ...cells.filter(({ cell }) => show !== "retention" || cell.age > 0).map(({ cell }) => amount(cell)));
  const ages = Math.max(0, ...cells.map(({ cell }) => cell.age));
  return {
    ...baseOption(palette),
    grid: { left: 4, right: 6, top: 6, bottom: 4, containLabel: true },
    tooltip: {
      ...(baseOption(palette).tooltip as object),
      formatter: (item: { dataIndex: number }) => {
        const one = cells[item.dataIndex];
        return one
          ? tipHtml(`${cohortName(one.cohort.cohort, look)} · ${t("charts.cohort.period", { age: one.cell.age })}`, [
              [t("charts.cohort.retention"), `${format.number(one.cell.clients)} / ${format.number(one.cohort.size)} (${format.share(one.cell.retention, 1)})`],
              [t("charts.cohort.value"), format.money(one.cell.value, "whole")],
              [t("charts.cohort.cumulated"), format.money(one.cell.cumulated, "whole")],
            ])
          : "";
      },
    },
    xAxis: axis(palette, { type: "category", position: "top", data: Array.from({ length: ages + 1 }, (_, age) => String(age)), splitLine: { show: false } }),
    yAxis: axis(palette, {
      type: "category",
      inverse: true,
      data: cohorts.map((cohort) => t("charts.cohort.row", { cohort: cohortName(cohort.cohort, look), size: format.short(cohort.size) })),
      axisLabel: { color: palette.text, fontSize: 12 },
      splitLine: { show: false },
    }),
    series: [
      {
        type: "heatmap",
        itemStyle: { borderColor: palette.surface, borderWidth: 2, borderRadius: 4 },
        emphasis: { itemStyle: { borderColor: palette.accent, borderWidth: 2 } },
        label: { show: true, fontSize: 11, formatter: (item: { dataIndex: number }) => labelOf(cells[item.dataIndex]?.cell, show, look) },
        data: cells.map(({ row, cell }) => {
          const color = amount(cell) === 0 ? (palette.ramp[0] ?? palette.grid) : rampAt(palette.ramp.slice(1), Math.min(1, amount(cell) / most));
          return { value: [cell.age, row, amount(cell)], itemStyle: { color }, label: { color: inkOn(color) } };
        }),
      },
    ],
    visualMap: { show: false, type: "continuous", min: 0, max: most, dimension: 2, inRange: { colorAlpha: [1, 1] } },
  };
}

/** A cell is narrow: shares are written in percent without the sign, as the subtitle says. */
const labelOf = (cell: CohortCell | undefined, show: CohortShow, { format }: Look) => (!cell ? "" : show === "retention" ? format.number(cell.retention * 100) : format.money(cell[show], "short"));

function cellText(cohort: Cohort, cell: CohortCell, show: CohortShow, look: Look): string {
  return `${cohortName(cohort.cohort, look)}, ${look.t("charts.cohort.period", { age: cell.age })}: ${amountText(cell, show, look)}, ${look.t("charts.clients", { count: cell.clients })}`;
}

export function cohortTable(cohorts: readonly Cohort[], look: Look) {
  const { t, format } = look;
  return openTable(
    [
      { title: t("charts.cohort.cohort"), key: "cohort" },
      { title: t("charts.cohort.age"), key: "age" },
      { title: t("charts.clients"), key: "clients" },
      { title: t("charts.cohort.retention"), key: "retention" },
      { title: t("charts.cohort.value"), key: "value_minor" },
      { title: t("charts.cohort.cumulated"), key: "cumulated_minor" },
    ],
    cellsOf(cohorts).map(({ cohort, cell }) => ({
      onOpen: cell.onOpen,
      cells: [
        { text: cohortName(cohort.cohort, look), raw: cohort.cohort },
        { text: String(cell.age), raw: cell.age },
        { text: format.number(cell.clients), raw: cell.clients },
        { text: format.share(cell.retention, 1), raw: cell.retention },
        { text: format.money(cell.value, "whole"), raw: cell.value },
        { text: format.money(cell.cumulated, "whole"), raw: cell.cumulated },
      ],
    })),
  );
}
