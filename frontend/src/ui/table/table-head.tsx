import { Checkbox } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ListData } from "@/lib/list-data";
import { nextSort, readSort } from "@/lib/list-search";
import { MeasureHelp } from "../measure-help";
import type { Column } from "./columns";
import classes from "./data-table.module.css";
import type { Selection } from "./data-table";

type Props<T> = {
  columns: readonly Column<T>[];
  data: ListData<T>;
  rowId: (row: T) => string;
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  selection?: Selection;
};

/** The head of a table: names, order, and the box that picks every line shown. */
export function TableHead<T>({ columns, data, rowId, sort, onSort, selection }: Props<T>) {
  const { t } = useTranslation();
  const ids = data.rows.map(rowId);
  const picked = selection ? ids.filter((id) => selection.picked.has(id)).length : 0;
  return (
    <thead>
      <tr>
        {selection && (
          <th className={classes.pick} scope="col">
            <div className={classes.th}>
              <Checkbox
                size="xs"
                aria-label={t("list.selectAll")}
                checked={ids.length > 0 && picked === ids.length}
                indeterminate={picked > 0 && picked < ids.length}
                onChange={(event) => selection.onPick(ids, event.currentTarget.checked)}
              />
            </div>
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

function HeadCell<T>({ column, sort, onSort }: { column: Column<T>; sort?: string; onSort?: (sort: string | undefined) => void }) {
  const { t } = useTranslation();
  const now = readSort(sort);
  const name = column.sort;
  const active = name !== undefined && now?.key === name;
  const Arrow = now?.descending ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      className={column.figure ? classes.right : undefined}
      style={{ width: column.width }}
      aria-sort={active ? (now.descending ? "descending" : "ascending") : undefined}
    >
      <div className={classes.th}>
        {name && onSort ? (
          <button
            type="button"
            className={`${classes.sortable} ${active ? classes.sorted : ""}`}
            aria-label={t("list.sortBy", { name: column.title })}
            onClick={() => onSort(nextSort(sort, name, column.largestFirst ?? false))}
          >
            {column.title}
            {active && <Arrow size={13} aria-hidden />}
          </button>
        ) : (
          column.title
        )}
        {column.measure && <MeasureHelp measure={column.measure} />}
      </div>
    </th>
  );
}
