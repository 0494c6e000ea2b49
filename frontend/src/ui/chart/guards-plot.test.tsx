import { beforeAll, describe, expect, it } from "vitest";
import { testLook } from "@/test/look";
import { guardsOption, guardsTable } from "./guards-plot";
import type { Look } from "./use-look";

let look: Look;
beforeAll(() => {
  look = testLook();
});

const bar = { guard: "growing" as const, holds: 5, refused: 15, unanswered: 80 };

describe("the guards", () => {
  it("are shared out over their answers, in one order", () => {
    const option = guardsOption([bar], look);
    expect(option.series.map((one) => one.data[0])).toEqual([5, 15, 80]);
    expect(option.series.map((one) => one.stack)).toEqual(["answers", "answers", "answers"]);
  });

  it("write a figure only where there is room for it", () => {
    const texts = guardsOption([bar], look).series.map((one) => one.label.formatter({ dataIndex: 0, value: one.data[0] ?? 0 }));
    expect(texts).toEqual(["", "15", "80"]);
  });

  it("have a table with every count", () => {
    expect(guardsTable([bar], look).csv).toEqual([
      ["guard", "holds", "refused", "unanswered"],
      ["growing", "5", "15", "80"],
    ]);
  });
});
