import { MeasureHelp } from "../measure-help";
import type { Column } from "./columns";
import classes from "./data-table.module.css";

type Props<T> = { label: string; columns: readonly Column<T>[]; rows: readonly T[]; rowId: (row: T) => string };

/** A short table that is given whole: no paging, no order. */
export function SimpleTable<T>({ label, columns, rows, rowId }: Props<T>) {
  return (
    <div style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.figure ? classes.right : undefined}>
                <div className={classes.th}>
                  {column.title}
                  {column.measure && <MeasureHelp measure={column.measure} />}
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)} className={classes.row}>
              {columns.map((column) => (
                <td key={column.key} className={column.figure ? classes.right : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
