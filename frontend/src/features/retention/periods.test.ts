import { describe, expect, it } from "vitest";
import { cohortDays, monthDays } from "./periods";

describe("days of a period", () => {
  it("knows the ends of months, leap years too", () => {
    expect(monthDays("2024-02")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
    expect(monthDays("2026-12")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
  });

  it("goes back over the turn of the year", () => {
    expect(monthDays("2026-03", -12)).toEqual({ from: "2025-03-01", to: "2025-03-31" });
    expect(monthDays("2026-01", -2)).toEqual({ from: "2025-11-01", to: "2025-11-30" });
  });

  it("reads quarters", () => {
    expect(cohortDays("2025-Q4")).toEqual({ from: "2025-10-01", to: "2025-12-31" });
    expect(cohortDays("2025-10")).toEqual({ from: "2025-10-01", to: "2025-10-31" });
  });
});
