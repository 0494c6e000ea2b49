import { useState, type ReactNode } from "react";
import { remembered } from "@/lib/storage";
import type { Measure } from "../measure-help";

/** A column of a table. */
export type Column<T> = {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** The same as plain text, for the export; without it the column is not exported. */
  text?: (row: T) => string;
  /** A figure: right-aligned, tabular. */
  figure?: boolean;
  /** The server's name for ordering by this column. */
  sort?: string;
  /** Ordered from the largest on the first press. */
  largestFirst?: boolean;
  /** Shown only when the person asks for it. */
  hidden?: boolean;
  /** Cannot be hidden: names the line. */
  fixed?: boolean;
  /** Also shown on a phone, under the name. */
  phone?: boolean;
  measure?: Measure;
  width?: number | string;
};

type Choice = { order: string[]; shown: string[] };

/** The columns a person chose for a table, remembered in this browser. */
export function useColumns<T>(table: string, columns: readonly Column<T>[]) {
  const key = `columns.${table}`;
  const [choice, setChoice] = useState<Choice | null>(() => remembered.read<Choice | null>(key, null));
  const order = arrange(columns, choice);
  const isShown = (column: Column<T>) =>
    column.fixed === true || (choice && choice.order.includes(column.key) ? choice.shown.includes(column.key) : !column.hidden);
  const keep = (next: Choice | null) => {
    setChoice(next);
    remembered.write(key, next);
  };
  const current = (): Choice => ({ order: order.map((column) => column.key), shown: order.filter(isShown).map((column) => column.key) });
  return {
    all: order,
    visible: order.filter(isShown),
    isShown,
    changed: choice !== null,
    toggle: (name: string) => {
      const now = current();
      keep({ ...now, shown: now.shown.includes(name) ? now.shown.filter((one) => one !== name) : [...now.shown, name] });
    },
    move: (name: string, by: -1 | 1) => {
      const now = current();
      const from = now.order.indexOf(name);
      const to = from + by;
      const other = now.order[to];
      if (from < 0 || other === undefined) return;
      const moved = [...now.order];
      moved[from] = other;
      moved[to] = name;
      keep({ ...now, order: moved });
    },
    reset: () => keep(null),
  };
}

function arrange<T>(columns: readonly Column<T>[], choice: Choice | null): Column<T>[] {
  if (!choice) return [...columns];
  const place = (column: Column<T>) => {
    const at = choice.order.indexOf(column.key);
    return at < 0 ? columns.length : at;
  };
  return [...columns].sort((left, right) => place(left) - place(right));
}
