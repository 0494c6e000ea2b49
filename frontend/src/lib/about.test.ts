import { expect, test } from "vitest";
import { about } from "./about";

test.each([
  [12_437, 12_150, 12_730, 12_400, 300],
  [1_500, 1_340, 1_690, 1_500, 200],
  [0, 0, 12, 0, 20],
  [7, 7, 7, 7, 0],
  [1_000_049, 999_950, 1_000_149, 1_000_000, 100],
])("%d between %d and %d is about %d, give or take %d", (estimate, low, high, value, margin) => {
  expect(about(estimate, low, high)).toEqual({ value, margin });
});
