import type { RowData } from "@tanstack/react-table";
import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createPaginatedRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, useRef } from "react";
import { Cards } from "./Cards";
import type { Column, TableProps, Value } from "./column";
import { sorts } from "./column";
import { useCards } from "./fit";
import { Grid } from "./Grid";
import { Pager } from "./Pager";
import type { TableState } from "./state";
import { Tools } from "./Tools";

const features = tableFeatures({
  columnFilteringFeature,
  columnVisibilityFeature,
  globalFilteringFeature,
  rowPaginationFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
  sortedRowModel: createSortedRowModel(),
});

interface Props<Row> {
  table: TableProps<Row>;
  state: TableState;
  pageSize: number;
  rows: Row[];
  /** Given where the node pages: then `rows` are one page of these. */
  paged?: { total: number; all: () => Promise<Row[]> };
}

export function Shown<Row extends RowData>({ table: { columns, ...table }, state, pageSize, rows, paged }: Props<Row>) {
  const place = useRef<HTMLDivElement>(null);
  const narrow = useCards(place, state.shown.join());
  const [, many] = table.of;
  const defined = useMemo(() => columns.map(defineColumn), [columns]);
  const model = useTable({
    features,
    columns: defined,
    data: rows,
    getRowId: table.idOf,
    getColumnCanGlobalFilter: () => true,
    globalFilterFn: (row, id, wanted: string) =>
      String(row.getValue(id) ?? "")
        .toLowerCase()
        .includes(wanted.trim().toLowerCase()),
    manualFiltering: paged !== undefined,
    manualSorting: paged !== undefined,
    manualPagination: paged !== undefined,
    autoResetPageIndex: false,
    ...(paged && { rowCount: paged.total }),
    state: {
      columnFilters: state.filters,
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, state.shown.includes(id)])),
      globalFilter: state.q,
      pagination: { pageIndex: state.page, pageSize },
      sorting: state.sort ? [{ id: state.sort.id, desc: state.sort.descending }] : [],
    },
  });
  const total = paged?.total ?? model.getFilteredRowModel().rows.length;
  const here = model.getRowModel().rows.map((row) => row.original);
  const visible = columns.filter(({ id }) => state.shown.includes(id));
  const found = paged?.all ?? (async () => model.getSortedRowModel().rows.map((row) => row.original));

  if (total === 0 && !state.narrowed) return <div className="none">{table.none}</div>;
  const Form = narrow ? Cards : Grid;
  return (
    <div className="data-table" data-table={many} ref={place}>
      <Tools of={table.of} columns={columns} rows={rows} state={state} total={total} narrow={narrow} found={found} />
      {here.length > 0 && <Form {...table} columns={visible} rows={here} state={state} />}
      {here.length === 0 && <Nothing of={many} total={total} state={state} />}
      <Pager of={many} state={state} pageSize={pageSize} total={total} />
    </div>
  );
}

/** Nothing is found, or the address names a page behind the last one. */
function Nothing({ of, total, state }: { of: string; total: number; state: TableState }) {
  return total > 0 ? (
    <p className="none">
      There is no page {state.page + 1} of these {of}.{" "}
      <button type="button" onClick={() => state.turnTo(0)}>
        Go to the first page
      </button>
    </p>
  ) : (
    <p className="none">
      No {of} match.{" "}
      <button type="button" onClick={state.clear}>
        Clear search and filters
      </button>
    </p>
  );
}

function defineColumn<Row>(column: Column<Row>) {
  return {
    id: column.id,
    accessorFn: (row: Row) => column.value(row),
    enableSorting: sorts(column),
    sortFn: bySize,
    sortUndefined: "last" as const,
    filterFn: (row: Valued, id: string, wanted: string) => String(row.getValue(id) ?? "") === wanted,
  };
}

interface Valued {
  getValue(id: string): unknown;
}

function bySize(one: Valued, other: Valued, id: string): number {
  const [a, b] = [one.getValue(id) as Value, other.getValue(id) as Value];
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
}
