import { ActionIcon, Checkbox, Skeleton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ListData } from "@/lib/list-data";
import type { Column } from "./columns";
import classes from "./data-table.module.css";
import type { Selection } from "./data-table";

type Props<T> = {
  columns: readonly Column<T>[];
  data: ListData<T>;
  rowId: (row: T) => string;
  rowName: (row: T) => string;
  label: string;
  selection?: Selection;
  onOpen?: (row: T) => void;
  onEnter?: (row: T) => void;
};

/** Texts that say nothing; a phone has no room for them. */
const empty = ["", "none", "–"];

/** Cells that show nothing. */
const nothing: readonly unknown[] = [null, undefined, false, "", "–"];

/** The lines of a table on a phone: the name, and under it the few facts that matter. */
export function PhoneRows<T>({ columns, data, rowId, rowName, label, selection, onOpen, onEnter }: Props<T>) {
  const { t } = useTranslation();
  const [first, ...rest] = columns;
  // Where a line has a page, its name leads there; a preview needs a button of its own.
  const preview = onOpen && onOpen !== onEnter ? onOpen : undefined;
  const facts = rest.filter((column) => column.phone);
  if (data.loading) {
    return (
      <ul className={classes.cards} aria-busy="true" aria-label={label}>
        {Array.from({ length: 8 }, (_, at) => (
          <li key={at} className={classes.card}>
            <div className={classes.cardMain}>
              <Skeleton height={14} width="60%" mb={8} />
              <Skeleton height={11} width="85%" />
            </div>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className={classes.cards} aria-label={label}>
      {data.rows.map((row) => {
        const id = rowId(row);
        return (
          <li key={id} className={classes.card}>
            {selection && (
              <Checkbox
                size="sm"
                mt={2}
                aria-label={`${t("list.selectRow")}: ${rowName(row)}`}
                checked={selection.picked.has(id)}
                onChange={(event) => selection.onPick([id], event.currentTarget.checked)}
              />
            )}
            <div className={classes.cardMain}>
              {first?.cell(row)}
              {facts.length > 0 && (
                <dl className={classes.cardFacts}>
                  {facts.filter((column) => !empty.includes(column.text?.(row) ?? "+")).map((column) => {
                    const cell = column.cell(row);
                    return nothing.includes(cell) ? null : (
                      <div key={column.key}>
                        <dt>{column.title}</dt>
                        <dd>{cell}</dd>
                      </div>
                    );
                  })}
                </dl>
              )}
            </div>
            {preview && (
              <ActionIcon aria-label={`${t("list.preview")}: ${rowName(row)}`} onClick={() => preview(row)}>
                <IconChevronRight size={18} aria-hidden />
              </ActionIcon>
            )}
          </li>
        );
      })}
    </ul>
  );
}
