import { describe, expect, it } from "vitest";
import { cellsOf, differing, linesOf, painted, type Cells } from "./map-cells";
import { blanks, classNames } from "./settings-form";

const all = ["1", "2", "3", "4", "5"].flatMap((r) => ["1", "2", "3", "4", "5"].flatMap((f) => ["1", "2", "3", "4", "5"].map((m) => r + f + m)));
const plain: Cells = Object.fromEntries(all.map((cell) => [cell, cell === "555" ? "champions" : "lost"]));

describe("map of the RFM groups", () => {
  it("keeps every cell exactly once, whatever is painted", () => {
    const lines = linesOf(painted(painted(plain, "111", "new", true), "555", "loyal", false));
    expect(lines).toHaveLength(11);
    expect(lines.flatMap((line) => line.cells).sort()).toEqual(all);
    expect(lines.find((line) => line.group === "new")?.cells).toEqual(["115", "114", "113", "112", "111"]);
    expect(lines.find((line) => line.group === "champions")?.cells).toEqual([]);
  });

  it("reads what it writes", () => {
    expect(cellsOf(linesOf(plain))).toEqual(plain);
    expect(differing(plain, painted(plain, "234", "new", true))).toBe(5);
  });
});

describe("form of the settings", () => {
  it("finds emptied fields, a margin rate and a name apart", () => {
    expect(blanks({ window_months: "", margin_rate: null, tiers: [{ code: "", name: "" }], abc_cuts: [60, ""] })).toEqual(["window_months", "tiers.0.code", "abc_cuts.1"]);
  });

  it("names the classes of the cuts", () => {
    expect(classNames([50, 80, 95])).toEqual(["A", "B", "C", "D"]);
  });
});
