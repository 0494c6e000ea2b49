import { beforeAll, describe, expect, it } from "vitest";
import { testLook } from "@/test/look";
import { aliveTable } from "./alive-plot";
import { distributionOption, distributionTable, placeIn, type ValueBin } from "./distribution-plot";
import { holdoutOption, holdoutTable } from "./holdout-plot";
import { trackingOption, trackingTable, type TrackedWeek } from "./tracking-plot";
import type { Look } from "./use-look";

let look: Look;
beforeAll(() => {
  look = testLook();
});

const bins: ValueBin[] = [
  { from: 0, to: 100_00, clients: 6, value: 300_00 },
  { from: 100_00, to: 500_00, clients: 3, value: 700_00 },
  { from: 500_00, to: null, clients: 1, value: 900_00 },
];

describe("the distribution of a value", () => {
  it.each([
    ["inside a bin, by its share of it", 200_00, 1.25],
    ["at an edge", 100_00, 1],
    ["in the open bin, in its middle", 9000_00, 2.5],
    ["below all bins", -5, 0],
  ])("marks a quantile %s", (_, value, place) => {
    expect(placeIn(bins, value)).toBe(place);
  });

  it("names the median before other quantiles, so that it is kept where labels overlap", () => {
    const option = distributionOption({ bins, quantiles: [{ share: 0.25, value: 50_00 }, { share: 0.5, value: 100_00 }] }, look);
    const names = option.series[1] as { data: number[][]; label: { formatter: (item: object) => string } };
    expect(names.label.formatter({ dataIndex: 0 })).toBe("Median\n€100");
    expect(names.data[0]).toEqual([1, 1]);
  });

  it("leaves the end of the open bin out of the download", () => {
    expect(distributionTable(bins, look).csv[3]).toEqual(["50000", "", "1", "90000"]);
  });
});

describe("the model beside what came", () => {
  const week = (day: string, actual: number): TrackedWeek => ({ day, predicted: 2, actual, predictedCumulated: 20, actualCumulated: 21 });
  const weeks = [week("2025-01-05", 1), week("2025-01-12", 3), week("2025-01-19", 2)];

  it("draws the line after the last week that the model had seen", () => {
    const line = trackingOption({ weeks, calibrationEnd: "2025-01-12", show: "week" }, look).series[0] as { markLine: { data: object[] } };
    expect(line.markLine.data).toEqual([{ xAxis: 1 }]);
  });

  it("has no line where the model saw all", () => {
    const line = trackingOption({ weeks, calibrationEnd: "2026-01-01", show: "week" }, look).series[0] as { markLine?: object };
    expect(line.markLine).toBeUndefined();
  });

  it("shows weeks or their sum so far", () => {
    const actual = (show: "week" | "cumulated") => trackingOption({ weeks, calibrationEnd: "2025-01-12", show }, look).series[1]?.data;
    expect(actual("week")).toEqual([1, 3, 2]);
    expect(actual("cumulated")).toEqual([21, 21, 21]);
    expect(trackingTable(weeks, look).csv).toHaveLength(4);
  });

  it("names the last group of the holdout as open", () => {
    const groups = [{ repeats: 7, more: true, clients: 12, predicted: 3.21, actual: 3.4 }];
    expect((holdoutOption(groups, look).xAxis as { data: string[] }).data).toEqual(["7+"]);
    expect(holdoutTable(groups, look).rows[0]).toEqual(["7+", "12", "3.4", "3.21"]);
  });

  it("writes the probability to be active as a range", () => {
    expect(aliveTable([{ from: 0.9, to: 1, clients: 5, value: 100_00 }], look).rows[0]).toEqual(["90% – 100%", "5", "€100"]);
  });
});
