import { beforeAll, describe, expect, it } from "vitest";
import { testLook } from "@/test/look";
import { renewalRateOption, renewalRateTable } from "./renewal-rate-plot";
import type { Look } from "./use-look";

let look: Look;
beforeAll(() => {
  look = testLook();
});

const rates = [
  { period: 1, rate: 0.85 },
  { period: 2, rate: 0.9 },
];

describe("the renewals of contracts", () => {
  it("are shares of the whole, by renewal", () => {
    const option = renewalRateOption(rates, look);
    expect(option.series[0]?.data).toEqual([0.85, 0.9]);
    expect(option.yAxis).toMatchObject({ min: 0, max: 1 });
  });

  it("have a table with shares to read and numbers to download", () => {
    const table = renewalRateTable(rates, look);
    expect(table.rows[1]).toEqual(["2", "90%"]);
    expect(table.csv[2]).toEqual(["2", "0.9"]);
  });
});
