import { describe, expect, it } from "vitest";
import { anyOf, day, joinValues, listSearch, nextSort, readSort, splitValues, yesNo } from "./list-search";

const search = listSearch({ abc: anyOf, prospect: yesNo, from: day });

describe("the state of a list in the URL", () => {
  it("keeps what it understands", () =>
    expect(search.parse({ q: " martin ", sort: "-revenue", abc: "A,B", prospect: "false", from: "2026-03-01" })).toEqual({ q: "martin", sort: "-revenue", abc: "A,B", prospect: false, from: "2026-03-01" }));

  it("drops what it does not, so that an old link never breaks a screen", () =>
    expect(search.parse({ sort: "drop table", prospect: "perhaps", from: "yesterday", other: 1 })).toEqual({}));
});

describe("order", () => {
  it("reads the sign", () => {
    expect(readSort("-revenue")).toEqual({ key: "revenue", descending: true });
    expect(readSort("name")).toEqual({ key: "name", descending: false });
  });

  it("goes from one way to the other to none", () => {
    expect(nextSort(undefined, "name", false)).toBe("name");
    expect(nextSort("name", "name", false)).toBe("-name");
    expect(nextSort("-name", "name", false)).toBeUndefined();
  });

  it("starts with the largest where that is what one looks for", () => {
    expect(nextSort(undefined, "revenue", true)).toBe("-revenue");
    expect(nextSort("-revenue", "revenue", true)).toBe("revenue");
  });
});

it("joins and splits values", () => {
  expect(splitValues("A,B,")).toEqual(["A", "B"]);
  expect(joinValues([])).toBeUndefined();
  expect(joinValues(["A", "B"])).toBe("A,B");
});
