import { ActionIcon, Button, Group, Tooltip } from "@mantine/core";
import { IconSearchOff, IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/i18n/use-format";
import type { ListData } from "@/lib/list-data";
import { EmptyState } from "./empty-state";
import { FilterBar, type Filter } from "./filter-bar";
import { ListPage } from "./page/list-page";
import { ColumnChooser } from "./table/column-chooser";
import { useColumns, type Column } from "./table/columns";
import { DataTable, type Selection } from "./table/data-table";
import { ExportButton } from "./table/export-button";

type Search = Record<string, unknown>;

type Props<T> = {
  /** Names the columns' memory and the export file. */
  id: string;
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  columns: readonly Column<T>[];
  filters?: readonly Filter[];
  searchWords?: string;
  data: ListData<T>;
  /** The list's state, as read from the URL. */
  search: Search;
  rowId: (row: T) => string;
  rowName: (row: T) => string;
  /** Address of the record. */
  recordOf?: (row: T) => { to: string; params: Record<string, string> };
  preview?: (row: T) => ReactNode;
  /** Teaches what belongs here; shown when there is nothing at all. */
  empty: ReactNode;
  selection?: Selection;
  bulk?: ReactNode;
  defaultSort?: string;
};

/** Any list of the product: its state is the URL, its lines come from the server. */
export function ListScreen<T>(props: Props<T>) {
  const { id, title, lead, actions, filters = [], searchWords, data, search, rowId, rowName, recordOf, preview, empty, selection, bulk, defaultSort } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const columns = useColumns(id, props.columns);
  const put = (change: Search, replace = true) =>
    void navigate({ to: ".", search: ((before: Search) => ({ ...before, ...change })) as never, replace, resetScroll: false });
  const values = Object.fromEntries(filters.map((filter) => [filter.key, search[filter.key] === undefined ? undefined : String(search[filter.key])]));
  const narrowed = search.q !== undefined || Object.values(values).some((value) => value !== undefined);
  const clear = () => put({ q: undefined, ...Object.fromEntries(filters.map((filter) => [filter.key, undefined])) });
  const opened = preview && typeof search.preview === "string" ? data.rows.find((row) => rowId(row) === search.preview) : undefined;
  const enter = recordOf ? (row: T) => void navigate(recordOf(row) as never) : undefined;
  return (
    <ListPage
      title={title}
      lead={lead}
      actions={actions}
      count={data.total === null ? undefined : format.number(data.total)}
      bulk={bulk}
      filters={
        <FilterBar
          filters={filters}
          values={values}
          onChange={(key, value) => put({ [key]: value, preview: undefined })}
          onClear={clear}
          search={searchWords ? { value: search.q as string | undefined, placeholder: searchWords, onChange: (q) => put({ q, preview: undefined }) } : undefined}
          right={
            <>
              <ExportButton name={id} columns={columns.visible} rows={data.rows} />
              <ColumnChooser columns={columns as never} />
            </>
          }
        />
      }
      preview={opened && preview ? <Preview onClose={() => put({ preview: undefined })}>{preview(opened)}</Preview> : undefined}
      previewTitle={t("list.preview")}
      onClosePreview={() => put({ preview: undefined })}
    >
      <DataTable
        label={title}
        columns={columns.visible}
        data={data}
        rowId={rowId}
        rowName={rowName}
        sort={(search.sort as string | undefined) ?? defaultSort}
        onSort={(sort) => put({ sort })}
        selection={selection}
        opened={opened ? rowId(opened) : undefined}
        onOpen={preview ? (row) => put({ preview: search.preview === rowId(row) ? undefined : rowId(row) }) : enter}
        onEnter={enter}
        empty={
          narrowed ? (
            <EmptyState
              icon={<IconSearchOff size={32} stroke={1.5} aria-hidden />}
              title={t("list.noMatch")}
              body={t("list.noMatchBody")}
              action={
                <Button variant="default" onClick={clear}>
                  {t("list.clearFilters")}
                </Button>
              }
            />
          ) : (
            empty
          )
        }
      />
    </ListPage>
  );
}

function Preview({ children, onClose }: { children: ReactNode; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div style={{ padding: 16, position: "relative" }}>
      <Group justify="flex-end" style={{ position: "absolute", top: 8, right: 8, zIndex: 1 }}>
        <Tooltip label={t("action.close")}>
          <ActionIcon aria-label={t("action.close")} onClick={onClose}>
            <IconX size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
      {children}
    </div>
  );
}
