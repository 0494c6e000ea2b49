import { expect, test } from "vitest";
import { arranged } from "./words";

const values = (dimension: string, ...all: string[]) => arranged(dimension, all.map((value) => ({ value }))).map(({ head, at }) => `${head.value}${at}`);

test("classes stand best first, what is not known last, other values as they come", () => {
  expect(values("abc", "", "C", "A", "B")).toEqual(["A2", "B3", "C1", "0"]);
  expect(values("rfm_group", "lost", "", "champions")).toEqual(["champions2", "lost0", "1"]);
  expect(values("city", "Vienne", "", "Lyon")).toEqual(["Vienne0", "Lyon2", "1"]);
});
