import { Button, Checkbox, Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ListData } from "@/lib/list-data";
import { ErrorState } from "../error-state";
import type { Column } from "./columns";
import classes from "./data-table.module.css";
import { PhoneRows } from "./phone-rows";
import { TableHead } from "./table-head";

export type Selection = {
  picked: ReadonlySet<string>;
  onPick: (ids: readonly string[], on: boolean) => void;
};

type Props<T> = {
  /** Names the table for screen readers. */
  label: string;
  columns: readonly Column<T>[];
  data: ListData<T>;
  rowId: (row: T) => string;
  rowName: (row: T) => string;
  /** Shown instead of the table when there is no line at all. */
  empty: ReactNode;
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  selection?: Selection;
  /** The line shown in the side preview. */
  opened?: string;
  /** A click: preview, or the record where there is no preview. */
  onOpen?: (row: T) => void;
  /** Enter: the record. */
  onEnter?: (row: T) => void;
  /** Grows with its lines instead of scrolling within the window. */
  plain?: boolean;
};

/** Lines from the server: order, pages, selection, preview, and the four states of any list. */
export function DataTable<T>(props: Props<T>) {
  const { label, columns, data, empty, plain } = props;
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  if (data.problem && data.rows.length === 0) {
    return (
      <div className="card">
        <ErrorState problem={data.problem} onRetry={data.retry} />
      </div>
    );
  }
  if (!data.loading && data.rows.length === 0) return <div className="card">{empty}</div>;
  return (
    <div className={`card ${classes.frame} ${plain ? classes.plain : ""}`}>
      {narrow ? (
        <PhoneRows {...props} />
      ) : (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
          <table className={classes.table} aria-label={label} aria-busy={data.loading}>
            <TableHead {...props} />
            <tbody>{data.loading ? <SkeletonRows columns={columns.length + (props.selection ? 1 : 0)} /> : <Rows {...props} />}</tbody>
          </table>
        </div>
      )}
      {!data.loading && <Foot data={data} />}
    </div>
  );
}

function Rows<T>({ columns, data, rowId, rowName, selection, opened, onOpen, onEnter }: Props<T>) {
  const { t } = useTranslation();
  return data.rows.map((row) => {
    const id = rowId(row);
    const clickable = Boolean(onOpen ?? onEnter);
    return (
      <tr
        key={id}
        className={`${classes.row} ${clickable ? classes.clickable : ""} ${opened === id ? classes.opened : ""}`}
        tabIndex={clickable ? 0 : undefined}
        aria-selected={selection ? selection.picked.has(id) : undefined}
        onClick={(event) => {
          if ((event.target as HTMLElement).closest("a,button,input,label")) return;
          (onOpen ?? onEnter)?.(row);
        }}
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget) return;
          if (event.key === "Enter") (onEnter ?? onOpen)?.(row);
          else if (event.key === " ") (onOpen ?? onEnter)?.(row);
          else if (event.key === "ArrowDown") (event.currentTarget.nextElementSibling as HTMLElement | null)?.focus();
          else if (event.key === "ArrowUp") (event.currentTarget.previousElementSibling as HTMLElement | null)?.focus();
          else return;
          event.preventDefault();
        }}
      >
        {selection && (
          <td className={classes.pick}>
            <Checkbox
              size="xs"
              aria-label={`${t("list.selectRow")}: ${rowName(row)}`}
              checked={selection.picked.has(id)}
              onChange={(event) => selection.onPick([id], event.currentTarget.checked)}
            />
          </td>
        )}
        {columns.map((column) => (
          <td key={column.key} className={column.figure ? classes.right : undefined}>
            {column.cell(row)}
          </td>
        ))}
      </tr>
    );
  });
}

function SkeletonRows({ columns }: { columns: number }) {
  return Array.from({ length: 10 }, (_, row) => (
    <tr key={row}>
      {Array.from({ length: columns }, (_, at) => (
        <td key={at}>
          <Skeleton height={12} width={`${45 + ((row * 7 + at * 13) % 45)}%`} />
        </td>
      ))}
    </tr>
  ));
}

function Foot<T>({ data }: { data: ListData<T> }) {
  const { t } = useTranslation();
  return (
    <div className={classes.foot}>
      <span className="tabular" aria-live="polite">
        {t("list.shown", { count: data.rows.length })}
        {data.total !== null && data.total > data.rows.length && <> · {t("list.count", { count: data.total })}</>}
      </span>
      {data.hasMore ? (
        <Button variant="default" size="xs" onClick={data.more} loading={data.loadingMore}>
          {t("list.more")}
        </Button>
      ) : (
        <span>{t("list.end")}</span>
      )}
    </div>
  );
}
