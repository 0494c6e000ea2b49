import { describe, expect, it } from "vitest";
import { change, formatAgo, formatBytes, formatChange, formatDay, formatInstant, formatMoney, formatNumber, formatShare, formatShort, toMinor } from "./format";

const euro = { code: "EUR", exponent: 2 };
const franc = { code: "XOF", exponent: 0 };
const nnbsp = "\u202f";
const nbsp = "\u00a0";

describe("numbers", () => {
  it.each([
    [1234.5, "en", 1, "1,234.5"],
    [1234.5, "fr", 1, `1${nnbsp}234,5`],
    [null, "fr", 0, "–"],
  ] as const)("%s in %s", (value, language, digits, expected) => expect(formatNumber(value, language, digits)).toBe(expected));

  it("writes shares as percentages", () => {
    expect(formatShare(0.7412, "en")).toBe("74%");
    expect(formatShare(0.7412, "fr", 1)).toBe(`74,1${nbsp}%`);
  });

  it("shortens large counts only", () => {
    expect(formatShort(9999, "en")).toBe("9,999");
    expect(formatShort(12408, "en")).toBe("12.4k");
  });
});

describe("money", () => {
  it.each([
    [123450, euro, "fr", "exact", `1${nnbsp}234,50${nbsp}€`],
    [123450, euro, "en", "exact", "€1,234.50"],
    [123450, euro, "en", "whole", "€1,235"],
    [123456789, euro, "en", "short", "€1.23m"],
    [5000, franc, "fr", "exact", `5${nnbsp}000${nbsp}F${nnbsp}CFA`],
    [-999, euro, "en", "exact", "-€9.99"],
    [undefined, euro, "en", "exact", "–"],
  ] as const)("%s", (minor, currency, language, style, expected) => {
    expect(formatMoney(minor, currency, language, style).replace(/F.CFA/, `F${nnbsp}CFA`)).toBe(expected);
  });

  it("goes back to minor units without a float's dust", () => expect(toMinor(19.99, euro)).toBe(1999));
});

describe("change", () => {
  it("is a share of what it is compared with", () => {
    expect(change(110, 100)).toBeCloseTo(0.1);
    expect(change(90, 100)).toBeCloseTo(-0.1);
    expect(change(-50, -100)).toBeCloseTo(0.5);
  });

  it("says nothing without a base", () => {
    expect(change(10, 0)).toBeNull();
    expect(change(10, null)).toBeNull();
    expect(formatChange(null, "en")).toBe("–");
  });

  it("carries its sign", () => {
    expect(formatChange(0.042, "en")).toBe("+4.2%");
    expect(formatChange(-0.31, "en")).toBe("-31%");
  });
});

describe("dates", () => {
  it("writes a day in words, whatever the time zone", () => {
    expect(formatDay("2026-03-12", "fr", "long")).toBe("12 mars 2026");
    expect(formatDay("2026-03-12", "en", "long")).toBe("12 March 2026");
    expect(formatDay("2026-11-01", "fr")).toBe("1er nov. 2026");
    expect(formatDay("2026-11-11", "fr")).toBe("11 nov. 2026");
    expect(formatDay("2026-11-01", "en")).toBe("1 Nov 2026");
    expect(formatDay(null, "en")).toBe("–");
  });

  it("writes an instant in the organisation's zone", () => expect(formatInstant("2026-03-12T23:30:00Z", "en", "Europe/Paris")).toBe("13 Mar 2026, 00:30"));

  it("says how long ago", () => expect(formatAgo("2026-03-10T12:00:00Z", "fr", new Date("2026-03-13T12:00:00Z"))).toBe("il y a 3 jours"));
});

it("writes sizes", () => expect(formatBytes(46_130_000, "en")).toBe("46.1 MB"));
