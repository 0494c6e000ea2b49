import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { ChartTable } from "./chart-card";
import classes from "./chart-card.module.css";

/** A figure of the table view: what is read, and what the download holds when that differs. */
export type Figure = { text: string; raw: string | number | null };

/** One line of a plot's table view; its first cell opens the clients behind it. */
export type TableLine = { cells: readonly Figure[]; onOpen?: () => void };

/** The table view of a plot: `key` heads the download's column. The first column names the line, the others are figures unless they say otherwise. */
export function openTable(columns: readonly { title: string; key: string; words?: boolean }[], lines: readonly TableLine[]): ChartTable {
  return {
    columns: columns.map((column, at) => ({ title: column.title, figure: at > 0 && !column.words })),
    rows: lines.map((line) => line.cells.map((cell, at): ReactNode => (at === 0 && line.onOpen ? opening(cell.text, line.onOpen) : cell.text))),
    csv: [columns.map((column) => column.key), ...lines.map((line) => line.cells.map((cell) => (cell.raw === null ? "" : String(cell.raw))))],
  };
}

function opening(text: string, onOpen: () => void): ReactNode {
  return (
    <UnstyledButton key="open" className={classes.open} onClick={onOpen}>
      {text}
    </UnstyledButton>
  );
}
