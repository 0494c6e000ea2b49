import { beforeAll, describe, expect, it } from "vitest";
import { testLook } from "@/test/look";
import { migrationOption, migrationTable, type Move } from "./migration-plot";
import type { Look } from "./use-look";

let look: Look;
beforeAll(() => {
  look = testLook();
});

const moves: Move[] = [
  { from: "C", to: "A", clients: 3, value: 500_00, share: 0.1 },
  { from: "absent", to: "A", clients: 2, value: 100_00, share: 1 },
  { from: "A", to: "A", clients: 40, value: 9000_00, share: 0.9 },
];

const sankey = () => migrationOption({ measure: "abc", moves, show: "clients" }, look).series[0]!;

describe("migration between two runs", () => {
  it("has each class once on each side, in order, the absent last", () => {
    expect(sankey().data.map((node) => node.name)).toEqual(["before:A", "before:C", "before:absent", "after:A"]);
  });

  it("never links a node to itself", () => {
    expect(sankey().links.every((link) => link.source !== link.target)).toBe(true);
  });

  it("gives a class the same colour on both sides", () => {
    const colors = sankey().data.filter((node) => node.name.endsWith(":A")).map((node) => node.itemStyle.color);
    expect(colors).toEqual([look.palette.abc.A, look.palette.abc.A]);
  });

  it("writes names in the table and codes in the download", () => {
    const table = migrationTable(moves, "abc", look);
    expect(table.rows[1]?.slice(0, 3)).toEqual(["Absent", "Class A", "2"]);
    expect(table.csv[1]).toEqual(["C", "A", "3", "0.1", "50000"]);
  });
});
