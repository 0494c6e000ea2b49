import type { Palette } from "../theme/tokens";
import { axis } from "./base-option";

type CustomApi = { coord: (point: [number, number]) => [number, number] };

/** Bars of equal width between whole places 0…n, so that edges and marks between them have an exact place; whole places are written by `edge`. */
export function binSeries(palette: Palette, bins: readonly { amount: number; color: string }[]) {
  return {
    type: "custom",
    data: bins.map((bin, at) => [at, bin.amount]),
    encode: { x: 0, y: 1 },
    renderItem: (item: { dataIndex: number }, api: CustomApi) => {
      const bin = bins[item.dataIndex];
      if (!bin) return undefined;
      const [left, top] = api.coord([item.dataIndex, Math.max(0, bin.amount)]);
      const [right, bottom] = api.coord([item.dataIndex + 1, Math.min(0, bin.amount)]);
      return {
        type: "rect",
        shape: { x: left + 1, y: top, width: Math.max(1, right - left - 2), height: Math.max(bin.amount === 0 ? 0 : 1.5, bottom - top), r: [4, 4, 0, 0] },
        style: { fill: bin.color },
        emphasis: { style: { fill: palette.accent } },
      };
    },
  };
}

/** The axis under such bars. */
export function binAxis(palette: Palette, bins: number, edge: (at: number) => string, name?: string) {
  return axis(palette, { type: "value", min: 0, max: bins, interval: 1, name, nameLocation: "middle", nameGap: 28, splitLine: { show: false }, axisLabel: { formatter: edge } });
}
