import { keepPreviousData } from "@tanstack/react-query";
import type { RowData } from "@tanstack/react-table";
import { get } from "../api";
import { useAwaited } from "../awaited";
import { Loaded } from "../parts/Loaded";
import type { Page, Paged, TableProps } from "./column";
import { all, asked, pathOf } from "./listing";
import { Shown } from "./Shown";
import type { TableState } from "./state";
import { useTableState } from "./state";
import "./table.css";

const PAGE_SIZE = 20;

/** A table with its state, over all of its rows or over a list that the node pages. */
export default function Whole<Row extends RowData>(props: TableProps<Row>) {
  const state = useTableState(props);
  const pageSize = props.pageSize ?? PAGE_SIZE;
  const { source } = props;
  return "rows" in source ? (
    <Shown table={props} state={state} pageSize={pageSize} rows={source.rows} />
  ) : (
    <FromNode table={props} state={state} pageSize={pageSize} source={source} />
  );
}

interface FromNodeProps<Row> {
  table: TableProps<Row>;
  state: TableState;
  pageSize: number;
  source: Paged<Row>;
}

function FromNode<Row extends RowData>({ table, state, pageSize, source }: FromNodeProps<Row>) {
  const query = asked(state);
  const path = pathOf(source.from, query, state.page * pageSize, pageSize);
  const page = useAwaited<Page<Row>>({
    queryKey: [...source.subject, "list", path],
    queryFn: () => get<Page<Row>>(path),
    placeholderData: keepPreviousData,
    refetchInterval: (last) => (last.state.data ? (source.refresh?.(last.state.data) ?? false) : false),
  });
  return (
    <Loaded query={page}>
      {(found) => (
        <>
          <Shown
            table={table}
            state={state}
            pageSize={pageSize}
            rows={found.list}
            paged={{ total: found.total, all: () => all<Row>(source.from, query) }}
          />
          {source.says?.(found)}
        </>
      )}
    </Loaded>
  );
}
