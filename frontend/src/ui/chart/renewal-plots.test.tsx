import { beforeAll, describe, expect, it } from "vitest";
import { testLook } from "@/test/look";
import { calendarOption, squaresOf } from "./calendar-plot";
import { latenessOption, latenessTable, type LatenessBin } from "./lateness-plot";
import { normOption, normTable, type CategoryNorm } from "./norm-plot";
import type { Look } from "./use-look";

let look: Look;
beforeAll(() => {
  look = testLook();
});

describe("the calendar of renewals", () => {
  it("starts weeks on Monday: 1 March 2026 is a Sunday", () => {
    const squares = squaresOf("2026-03-01", "2026-03-31", []);
    expect(squares).toHaveLength(31);
    expect(squares[0]).toMatchObject({ day: "2026-03-01", weekday: 6, week: 0 });
    expect(squares[1]).toMatchObject({ day: "2026-03-02", weekday: 0, week: 1 });
  });

  it("is right over the end of summer time and of February", () => {
    expect(squaresOf("2028-02-28", "2028-03-01", []).map((square) => square.day)).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    expect(squaresOf("2026-10-24", "2026-10-26", [])).toHaveLength(3);
  });

  it("shows clients or value of the day that has some", () => {
    const days = [{ day: "2026-03-02", clients: 4, value: 900_00 }];
    const drawn = (show: "clients" | "value") => calendarOption({ from: "2026-03-01", to: "2026-03-03", days, show }, look).series[0]?.data.map((square) => square.value[2]);
    expect(drawn("clients")).toEqual([0, 4, 0]);
    expect(drawn("value")).toEqual([0, 900_00, 0]);
  });
});

describe("norms", () => {
  const norm: CategoryNorm = { id: "1", name: "Tyres", source: "pooled", days: 900, lowDays: 600, highDays: 1300, stages: { fresh: 1, approaching: 1, due: 2, late: 0, lapsed: 0 } };
  type Shape = { shape: { x: number; width: number }; style: { fill: string } };
  const draw = (series: number) =>
    (normOption([norm], look).series[series] as unknown as { renderItem: (item: object, api: object) => Shape | undefined }).renderItem({ dataIndex: 0, coordSys: { x: 100, width: 400 } }, { coord: (place: number[]) => place });

  it("shares out the clients of a category over the whole width", () => {
    expect(draw(1)?.shape).toMatchObject({ x: 100, width: 98.5 });
    expect(draw(3)?.shape).toMatchObject({ x: 300, width: 198.5 });
    expect(draw(3)?.style.fill).toBe(look.palette.stage.due);
  });

  it("draws nothing for a stage without clients", () => {
    expect(draw(4)).toBeUndefined();
  });

  it("says where the norm comes from", () => {
    expect(normTable([norm], look).rows[0]?.slice(0, 4)).toEqual(["Tyres", "observed, few intervals", "900", "600 – 1,300"]);
  });
});

describe("lateness", () => {
  const bins: LatenessBin[] = [
    { from: null, to: -30, clients: 5 },
    { from: -30, to: 0, clients: 9 },
    { from: 0, to: 30, clients: 4 },
    { from: 30, to: null, clients: 2 },
  ];

  it("marks the due day between early and late", () => {
    expect(latenessOption(bins, look).series[0]?.markLine?.data).toEqual([{ xAxis: 2 }]);
  });

  it("names open ends in words", () => {
    expect(latenessTable(bins, look).rows.map((row) => row[0])).toEqual(["30 days or more before", "-30 to 0 days", "0 to 30 days", "30 days or more late"]);
  });
});
