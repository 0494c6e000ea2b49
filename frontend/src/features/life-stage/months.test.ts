import { expect, it } from "vitest";
import { monthOf } from "./months";

it("gives the month of a day and its neighbours, over the turn of the year", () => {
  expect(monthOf("2026-03-12")).toEqual({ month: "2026-03", from: "2026-03-01", to: "2026-03-31" });
  expect(monthOf("2026-01-31", -1)).toEqual({ month: "2025-12", from: "2025-12-01", to: "2025-12-31" });
  expect(monthOf("2024-01-31", 1).to).toBe("2024-02-29");
});
