import { rfmFamily, type Palette } from "@/ui/theme/tokens";
import type { MapLine } from "./queries";

export const groups = ["champions", "loyal", "potential_loyalists", "new", "promising", "need_attention", "about_to_sleep", "at_risk", "cannot_lose", "hibernating", "lost"] as const;
export type Group = (typeof groups)[number];

/** The group of each of the 125 cells, by its three scores ("543"). */
export type Cells = Readonly<Record<string, Group>>;

export function cellsOf(lines: readonly MapLine[]): Cells {
  return Object.fromEntries(lines.flatMap((line) => line.cells.map((cell) => [cell, line.group as Group])));
}

/** The map as the API takes it: the eleven groups in their order, cells from the best down. */
export function linesOf(cells: Cells): MapLine[] {
  const all = Object.keys(cells).sort().reverse();
  return groups.map((group) => ({ group, cells: all.filter((cell) => cells[cell] === group) }));
}

/** Gives a group to a cell, or to the five cells of its recency and frequency. */
export function painted(cells: Cells, cell: string, group: Group, whole: boolean): Cells {
  const where = whole ? ["1", "2", "3", "4", "5"].map((m) => cell.slice(0, 2) + m) : [cell];
  return { ...cells, ...Object.fromEntries(where.map((one) => [one, group])) };
}

export const differing = (one: Cells, other: Cells) => Object.keys(one).filter((cell) => one[cell] !== other[cell]).length;

/** The colour of a group: its family's, lighter for each further member, so that neighbours differ. */
export function groupColor(palette: Palette, group: Group): string {
  const family = rfmFamily[group] ?? "gone";
  const place = groups.filter((one) => rfmFamily[one] === family).indexOf(group);
  return mixed(palette.rfm[family], palette.surface, place * 0.22);
}

function mixed(color: string, other: string, part: number): string {
  const channel = (hex: string, at: number) => parseInt(hex.slice(at, at + 2), 16);
  return `#${[1, 3, 5].map((at) => Math.round(channel(color, at) * (1 - part) + channel(other, at) * part).toString(16).padStart(2, "0")).join("")}`;
}
