import { describe, expect, it } from "vitest";
import { leaving, yearlyRate } from "./plain";

const bg = [
  { name: "r", value: 0.2426 },
  { name: "alpha", value: 4.4136 },
  { name: "a", value: 0.7929 },
  { name: "b", value: 2.4259 },
];

describe("a model in plain words", () => {
  it("says how often an active client buys in a year", () => {
    expect(yearlyRate(bg)).toBeCloseTo(2.868, 3);
    expect(yearlyRate([])).toBeNull();
  });

  it("says the chance to leave after a purchase", () => {
    expect(leaving("bgnbd", bg)).toEqual({ per: "purchase", share: expect.closeTo(0.2463, 4) as number });
  });

  it("says the chance to leave within a year: one less the survival (β / (β + t))^s", () => {
    expect(leaving("paretonbd", [{ name: "s", value: 1 }, { name: "beta", value: 365.25 / 7 }])?.share).toBeCloseTo(0.5);
  });

  it("says nothing where nobody leaves", () => {
    expect(leaving("nbd", bg)).toBeNull();
  });
});
