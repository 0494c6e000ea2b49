import { beforeAll, describe, expect, it } from "vitest";
import { testLook } from "@/test/look";
import { logAxis } from "./log-axis";
import { matrixDensityOption, matrixDensityTable } from "./matrix-density-plot";
import { matrixOption, matrixTable, type MatrixPoint } from "./matrix-plot";
import type { Look } from "./use-look";

let look: Look;
beforeAll(() => {
  look = testLook();
});

const euro = { code: "EUR", exponent: 2 };
const cuts = { actual: 100_00, potential: 1000_00 };
const point = (more: Partial<MatrixPoint>): MatrixPoint => ({ id: "1", name: "Ada", actual: 500_00, potential: 2000_00, quadrant: "desirable", guards: [], previous: null, ...more });

type Group = { type: string; children: { type: string; style: { fill?: string; stroke?: string; opacity?: number } }[] };

function drawn(one: MatrixPoint): Group {
  const series = matrixOption({ points: [one], cuts, corners: [] }, look).series[1] as unknown as { renderItem: (item: object, api: object) => Group };
  return series.renderItem({ dataIndex: 0 }, { coord: (place: number[]) => place });
}

describe("the logarithmic axis", () => {
  it("puts amounts on whole powers of ten", () => {
    const scale = logAxis([100_00, 10_000_00], euro);
    expect(scale.at(1000_00)).toBeCloseTo(3);
    expect(scale.minorAt(3)).toBe(1000_00);
  });

  it("keeps a band for nothing and less than nothing, below all others", () => {
    const scale = logAxis([100_00, 10_000_00, 0, -5], euro);
    expect(scale.at(0)).toBe(scale.at(-900_00));
    expect(scale.at(0)).toBeLessThan(scale.floor);
    expect(scale.at(0)).toBeGreaterThan(scale.min);
    expect(scale.minorAt(scale.min)).toBeNull();
  });

  it("stands without any amount, and spans six decades at most", () => {
    expect(logAxis([], euro).max).toBeGreaterThan(logAxis([], euro).floor);
    const wide = logAxis([1_00, 1e13], euro);
    expect(wide.max - wide.floor).toBe(6);
  });
});

describe("the matrix", () => {
  it("colours a point by its quadrant", () => {
    expect(drawn(point({})).children[0]?.style.fill).toBe(look.palette.quadrant.desirable);
  });

  it("draws an unverified client hollow", () => {
    const dot = drawn(point({ quadrant: "unverified" })).children[0];
    expect(dot?.style.fill).toBe(look.palette.surface);
    expect(dot?.style.stroke).toBe(look.palette.quadrant.unverified);
  });

  it("puts a ring where a guard holds", () => {
    expect(drawn(point({})).children).toHaveLength(1);
    expect(drawn(point({ guards: ["reference"] })).children).toHaveLength(2);
  });

  it("hides the trail until the point is pointed at", () => {
    const trail = drawn(point({ previous: { actual: 1_00, potential: 1_00, quadrant: "mature" } })).children[0];
    expect(trail?.type).toBe("line");
    expect(trail?.style.opacity).toBe(0);
  });

  it("has a table that opens the client and a download in minor units", () => {
    const table = matrixTable([point({ guards: ["growing"], onOpen: () => undefined })], look);
    expect(table.csv[1]).toEqual(["Ada", "desirable", "50000", "200000", "growing"]);
    expect(typeof table.rows[0]?.[0]).toBe("object");
  });
});

describe("the density of the matrix", () => {
  const density = { actualEdges: [0, 100_00, 1000_00], potentialEdges: [0, 100_00, 1000_00], cells: [{ a: 0, p: 1, clients: 4 }] };

  it("has a place for each cell", () => {
    const cells = matrixDensityOption({ density, cuts, corners: [] }, look).series[1] as unknown as { data: number[][] };
    expect(cells.data[0]?.[1]).toBeCloseTo(2);
    expect(cells.data[0]?.[2]).toBe(4);
  });

  it("says the range of each cell", () => {
    expect(matrixDensityTable(density, look).rows[0]).toEqual(["€0 – €100", "€100 – €1,000", "4"]);
  });
});
