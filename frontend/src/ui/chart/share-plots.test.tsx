import { beforeAll, describe, expect, it } from "vitest";
import { testLook } from "@/test/look";
import { inkOn } from "./ink";
import { lorenzOfPareto, lorenzOption } from "./lorenz-plot";
import { shareOption, shareTable } from "./share-plot";
import { topSharesOption, topSharesTable } from "./top-shares-plot";
import type { Look } from "./use-look";

let look: Look;
beforeAll(() => {
  look = testLook();
});

describe("the Lorenz curve", () => {
  it("is the concentration curve read from the other end", () => {
    expect(lorenzOfPareto([{ clients: 0, value: 0 }, { clients: 0.25, value: 0.75 }, { clients: 1, value: 1 }])).toEqual([
      { clients: 0, value: 0 },
      { clients: 0.75, value: 0.25 },
      { clients: 1, value: 1 },
    ]);
  });

  it("goes below zero where clients cost", () => {
    expect(lorenzOption({ points: [{ clients: 0.1, value: -0.05 }], gini: 0.6 }, look).yAxis.min).toBe(-0.05);
  });
});

describe("shares of the first clients", () => {
  const tops = [
    { key: "1", name: "First", share: 0.12, limit: 0.1 },
    { key: "10", name: "First 10", share: 0.3, limit: 0.5 },
  ];

  it("tells a bar past its limit by colour and by sign", () => {
    const bars = topSharesOption(tops, look).series[0] as unknown as { data: { itemStyle: { color: string } }[]; label: { formatter: (item: object) => string } };
    expect(bars.data[0]?.itemStyle.color).not.toBe(bars.data[1]?.itemStyle.color);
    expect(bars.label.formatter({ dataIndex: 0 })).toBe("▲ 12%");
    expect(bars.label.formatter({ dataIndex: 1 })).toBe("30%");
  });

  it("has the limit in the download", () => {
    expect(topSharesTable(tops, look).csv[1]).toEqual(["1", "0.12", "0.1"]);
  });
});

describe("a bar shared out", () => {
  const share = { key: "loyal", label: "Loyal", color: "#14605d", clients: 10, clientShare: 0.5 };

  it("has a second bar only where value is known", () => {
    expect(shareOption([share], look).series[0]?.data).toEqual([0.5]);
    expect(shareOption([{ ...share, value: 100_00, valueShare: 0.7 }], look).series[0]?.data).toEqual([0.5, 0.7]);
    expect(shareTable([share], "State", look).columns).toHaveLength(3);
  });

  it("writes on dark in white and on light in black", () => {
    expect(inkOn("#14605d")).toBe("#ffffff");
    expect(inkOn("#a9d3cc")).toBe("#0b1f1e");
  });
});
