import { beforeAll, describe, expect, it } from "vitest";
import { testLook } from "@/test/look";
import { cohortOption, cohortTable, type Cohort } from "./cohort-plot";
import { retentionOption, retentionTable, type FlowMonth } from "./retention-plot";
import { bandOutline, survivalOption, type SurvivalPoint } from "./survival-plot";
import type { Look } from "./use-look";

let look: Look;
beforeAll(() => {
  look = testLook();
});

const month = (partial: boolean): FlowMonth => ({ month: "2026-03", active: 90, partial, clients: { won: 10, recovered: 3, lost: 8 }, value: { won: 1000_00, recovered: 200_00, lost: 1500_00 } });

describe("won and lost by month", () => {
  const values = (show: "clients" | "value") => retentionOption({ months: [month(false)], show }, look).series.map((series) => (series.data[0] as { value?: number }).value ?? series.data[0]);

  it("puts the lost below the line, and the net beside", () => {
    expect(values("clients")).toEqual([10, 3, -8, 5]);
  });

  it("shows value in major units", () => {
    expect(values("value")).toEqual([1000, 200, -1500, -300]);
  });

  it("hatches a month that is not over", () => {
    const bar = (partial: boolean) => retentionOption({ months: [month(partial)], show: "clients" }, look).series[0]?.data[0];
    expect(bar(true)).toHaveProperty("itemStyle.decal");
    expect(bar(false)).not.toHaveProperty("itemStyle");
  });

  it("has clients and value in the table", () => {
    expect(retentionTable([month(false)], look).csv[1]).toEqual(["2026-03", "10", "3", "8", "90", "100000", "20000", "150000"]);
  });
});

describe("cohorts", () => {
  const cohorts: Cohort[] = [
    { cohort: "2025-Q1", size: 40, cells: [{ age: 0, clients: 40, retention: 1, value: 100_00, cumulated: 100_00 }, { age: 1, clients: 10, retention: 0.25, value: 50_00, cumulated: 150_00 }] },
    { cohort: "2025-Q2", size: 30, cells: [{ age: 0, clients: 30, retention: 1, value: 0, cumulated: 0 }] },
  ];
  const cells = (show: "retention" | "value") => cohortOption(cohorts, show, look).series[0]!.data;

  it("has a cell for each cohort and age that is known", () => {
    expect(cells("retention").map((cell) => cell.value)).toEqual([[0, 0, 1], [1, 0, 0.25], [0, 1, 1]]);
  });

  it("scales retention by what comes after the first period", () => {
    expect(cells("retention")[1]?.itemStyle.color).toBe(look.palette.ramp.at(-1));
  });

  it("leaves a cell without value pale", () => {
    expect(cells("value")[2]?.itemStyle.color).toBe(look.palette.ramp[0]);
  });

  it("names quarters as people do", () => {
    expect(cohortTable(cohorts, look).rows[0]?.[0]).toBe("Q1 2025");
  });
});

describe("survival", () => {
  const points: SurvivalPoint[] = [
    { months: 0, survival: 1, low: 1, high: 1, atRisk: 100, lost: 0 },
    { months: 3, survival: 0.8, low: 0.7, high: 0.9, atRisk: 80, lost: 20 },
  ];

  it("keeps the interval of the step before until the next", () => {
    expect(bandOutline(points)).toEqual([[0, 1], [3, 1], [3, 0.9], [3, 0.7], [3, 1], [0, 1]]);
  });

  it("marks the median only where it was reached", () => {
    const line = (medianMonths: number | null) => survivalOption({ points, medianMonths }, look).series[1];
    expect(line(14)).toHaveProperty("markLine.data", [{ xAxis: 14 }]);
    expect(line(null)?.markLine).toBeUndefined();
  });
});
