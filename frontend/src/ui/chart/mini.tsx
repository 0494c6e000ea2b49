import type { ReactNode } from "react";
import classes from "./mini.module.css";

export type MiniPart = { key: string; color: string; share: number; name: ReactNode; value: ReactNode };

/** A small bar shared out over classes, with its words below; the bar only repeats them. */
export function MiniShares({ parts, listed }: { parts: readonly MiniPart[]; listed?: readonly string[] }) {
  const named = listed ? parts.filter((part) => listed.includes(part.key)) : parts;
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {parts.map((part) => part.share > 0 && <i key={part.key} style={{ flexGrow: part.share, flexBasis: 0, background: part.color }} />)}
      </div>
      <ul className={classes.rows} style={{ marginTop: 8 }}>
        {named.map((part) => (
          <li key={part.key} className={classes.row}>
            <span>
              <i className={classes.dot} style={{ background: part.color }} aria-hidden />
              {part.name}
            </span>
            <span>{part.value}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Small bars under their names, each a share of the longest. */
export function MiniRows({ rows, color }: { rows: readonly { key: string; share: number; name: ReactNode; value: ReactNode }[]; color: string }) {
  const longest = Math.max(...rows.map((row) => row.share), 0) || 1;
  return (
    <ul className={classes.rows} style={{ gap: 8 }}>
      {rows.map((row) => (
        <li key={row.key} className={classes.row}>
          <span>{row.name}</span>
          <span>{row.value}</span>
          <span className={classes.track} aria-hidden>
            <i style={{ width: `${(100 * Math.max(0, row.share)) / longest}%`, background: color }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

type Column = { key: string; up: number; down?: number };

/** Small columns above and, where there is something, below a line; its label says what they show. */
export function MiniColumns({ columns, label, colors, height = 84 }: { columns: readonly Column[]; label: string; colors: { up: string; down: string }; height?: number }) {
  const above = Math.max(...columns.map((one) => one.up), 0);
  const below = Math.max(...columns.map((one) => one.down ?? 0), 0);
  const all = above + below || 1;
  const zero = (above / all) * height;
  const width = 300 / Math.max(1, columns.length);
  return (
    <svg viewBox={`0 0 300 ${height}`} width="100%" height={height} preserveAspectRatio="none" role="img" aria-label={label} style={{ display: "block" }}>
      {columns.map((one, at) => (
        <g key={one.key}>
          <rect x={at * width + width * 0.12} width={width * 0.76} y={zero - (one.up / all) * height} height={(one.up / all) * height} fill={colors.up} />
          {one.down !== undefined && <rect x={at * width + width * 0.12} width={width * 0.76} y={zero + 1} height={Math.max(0, (one.down / all) * height - 1)} fill={colors.down} />}
        </g>
      ))}
      <line x1={0} x2={300} y1={zero} y2={zero} stroke="var(--line-strong)" strokeWidth={1} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
