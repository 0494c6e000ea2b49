import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import classes from "./explore.module.css";
import type { Dimension } from "./explore-search";
import type { Exploration } from "./queries";
import { arranged, useHeadName, useValueText } from "./words";

/** The measure laid out: a heat map that is a table, each cell a link to its clients; bars where there is one dimension. */
export function ExploreTable({ data }: { data: Exploration }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useHeadName();
  const say = useValueText(data);
  const one = data.columns.length === 0;
  const rows = arranged(data.rows_by, data.rows);
  const columns = arranged(data.columns_by, data.columns);
  const cells = new Map(data.cells.map((cell) => [`${cell.row}:${cell.column}`, cell]));
  const top = Math.max(...(one ? data.rows.map((row) => Math.abs(row.total ?? 0)) : data.cells.map((cell) => Math.abs(cell.value ?? 0))), 1e-9);
  const heat = (value: number | null | undefined) => ({ "--heat": `${Math.round(Math.sqrt(Math.max(0, value ?? 0) / top) * 40)}%` }) as React.CSSProperties;
  const label = `${t(`explore.measure.${data.measure as "clients"}`)}: ${t(`explore.dimension.${data.rows_by as Dimension}`)}${one ? "" : ` × ${t(`explore.dimension.${data.columns_by as Dimension}`)}`}`;
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t(`explore.dimension.${data.rows_by as Dimension}`)}</th>
            {columns.map(({ head: column }) => (
              <th key={column.value} scope="col" className={classes.right}>
                <Link to="/clients" search={column.filter as never} className={classes.head}>{nameOf(data.columns_by as Dimension, column)}</Link>
              </th>
            ))}
            <th scope="col" className={classes.right}>{t("explore.total")}</th>
            {one && <th scope="col" aria-hidden className={classes.barHead} />}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ head: row, at }) => (
            <tr key={row.value}>
              <th scope="row">
                <Link to="/clients" search={row.filter as never} className={classes.head}>{nameOf(data.rows_by as Dimension, row)}</Link>
              </th>
              {columns.map(({ head: column, at: place }) => {
                const cell = cells.get(`${at}:${place}`);
                return (
                  <td key={column.value} className={cell ? classes.cell : classes.none} style={heat(cell?.value)}>
                    {cell ? (
                      <Link to="/clients" search={cell.filter as never} title={t("explore.clients", { count: cell.clients })}>{say(cell.value)}</Link>
                    ) : (
                      "–"
                    )}
                  </td>
                );
              })}
              <td className={classes.right}>
                <Link to="/clients" search={row.filter as never} title={t("explore.clients", { count: row.clients })}>{say(row.total)}</Link>
              </td>
              {one && (
                <td className={classes.bar} aria-hidden>
                  <i style={{ width: `${(Math.max(0, row.total ?? 0) / top) * 100}%` }} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("explore.total")}</th>
            {columns.map(({ head: column }) => (
              <td key={column.value} className={classes.right}>{say(column.total)}</td>
            ))}
            <td className={classes.right}><strong>{say(data.total.value)}</strong></td>
            {one && <td aria-hidden />}
          </tr>
        </tfoot>
      </table>
      <p className={classes.base}>{t("explore.base", { clients: format.number(data.total.clients) })}</p>
    </div>
  );
}
