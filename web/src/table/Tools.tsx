import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { count } from "../format";
import type { Choice, Column, TableProps } from "./column";
import { sorts, textOf } from "./column";
import type { Format } from "./file";
import { print, save } from "./file";
import type { TableState } from "./state";
import { printSort } from "./state";

const SEARCH_PAUSE_MILLIS = 250;

/** So many rows are seen at a glance: the tools stay folded. */
const FEW = 5;

interface Props<Row> {
  of: TableProps<Row>["of"];
  columns: Column<Row>[];
  rows: Row[];
  state: TableState;
  total: number;
  narrow: boolean;
  found: () => Promise<Row[]>;
}

/** How many there are, and what a reader can do with them. */
export function Tools<Row>(props: Props<Row>) {
  const { of, state, total } = props;
  const [one, many] = of;
  const says = `${count(total)} ${total === 1 ? one : many}`;
  return total > FEW || state.narrowed ? (
    <search className="tools" aria-label={`Search and order ${many}`}>
      <Everything {...props} />
      <span className="small total" role="status">
        {says}
      </span>
    </search>
  ) : (
    <details className="few">
      <summary>{says}</summary>
      <search className="tools" aria-label={`Search and order ${many}`}>
        <Everything {...props} />
      </search>
    </details>
  );
}

function Everything<Row>({ of: [, many], columns, rows, state, narrow, found }: Props<Row>) {
  return (
    <>
      <Search of={many} state={state} />
      {columns.map((column) => (
        <Filter key={column.id} column={column} rows={rows} state={state} />
      ))}
      {narrow && <Order columns={columns} state={state} />}
      <Columns columns={columns} state={state} />
      <Files of={many} columns={columns} state={state} found={found} />
    </>
  );
}

/** The text goes to the address once the reader pauses; a text that came from there replaces it. */
function Search({ of, state }: { of: string; state: TableState }) {
  const [text, setText] = useState(state.q);
  const given = useRef(state.q);
  useEffect(() => {
    if (state.q === given.current) return;
    given.current = state.q;
    setText(state.q);
  }, [state.q]);
  useEffect(() => {
    if (text === given.current) return;
    const timer = setTimeout(() => {
      given.current = text;
      state.search(text);
    }, SEARCH_PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text, state.search]);
  return (
    <input
      type="search"
      aria-label={`Search ${of}`}
      placeholder={`Search ${of}`}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

function Filter<Row>({ column, rows, state }: { column: Column<Row>; rows: Row[]; state: TableState }) {
  if (column.filter === undefined) return null;
  const chosen = state.filters.find(({ id }) => id === column.id)?.value ?? "";
  const choices = column.filter === "seen" ? seen(column, rows) : column.filter;
  const known = choices.some(({ value }) => value === chosen) || chosen === "";
  if (choices.length < 2 && known && chosen === "") return null;
  return (
    <select
      aria-label={column.name}
      value={chosen}
      onChange={(event) => state.filter(column.id, event.target.value)}
      className={chosen === "" ? undefined : "chosen"}
    >
      <option value="">Any {column.name}</option>
      {[...choices, ...(known ? [] : [{ value: chosen, name: chosen }])].map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
}

function seen<Row>(column: Column<Row>, rows: Row[]): Choice[] {
  const values = [...new Set(rows.map((row) => textOf(column, row)))].filter((value) => value !== "");
  return values.sort().map((value) => ({ value, name: value }));
}

const ORDERS = {
  text: ["A to Z", "Z to A"],
  number: ["largest first", "smallest first"],
  time: ["newest first", "oldest first"],
} as const;

/** Cards have no heads to choose an order by. */
function Order<Row>({ columns, state }: { columns: Column<Row>[]; state: TableState }) {
  const orders = columns.filter(sorts).flatMap(({ id, name, kind }) => {
    const [first, last] = ORDERS[kind ?? "text"];
    const descending = kind !== undefined;
    return [
      { id, descending, name: `${name}, ${first}` },
      { id, descending: !descending, name: `${name}, ${last}` },
    ];
  });
  return (
    <select
      aria-label="Order"
      value={state.sort ? printSort(state.sort) : ""}
      onChange={(event) => state.sortAs(event.target.value)}
    >
      {!state.sort && <option value="">Order</option>}
      {orders.map((order) => (
        <option key={printSort(order)} value={printSort(order)}>
          {order.name}
        </option>
      ))}
    </select>
  );
}

/** The choices are in the page only while they are open: a table has many. */
function Columns<Row>({ columns, state }: { columns: Column<Row>[]; state: TableState }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" popoverTarget={id}>
        Columns
      </button>
      <fieldset
        id={id}
        popover="auto"
        className="menu"
        onToggle={(event) => setOpen((event.nativeEvent as ToggleEvent).newState === "open")}
      >
        <legend>Columns</legend>
        {open &&
          columns.map((column) => {
            const shown = state.shown.includes(column.id);
            return (
              <label key={column.id}>
                <input
                  type="checkbox"
                  checked={shown}
                  disabled={shown && state.shown.length === 1}
                  onChange={(event) => state.show(column.id, event.target.checked)}
                />
                {column.name}
              </label>
            );
          })}
      </fieldset>
    </>
  );
}

interface FilesProps<Row> extends Pick<Props<Row>, "columns" | "state" | "found"> {
  of: string;
}

function Files<Row>({ of, columns, state, found }: FilesProps<Row>) {
  const visible = columns.filter(({ id }) => state.shown.includes(id));
  const file = useMutation({
    mutationFn: async (format: Format) => save(of.replaceAll(" ", "-"), format, print(format, visible, await found())),
  });
  return (
    <>
      {(["csv", "json"] as const).map((format) => (
        <button
          key={format}
          type="button"
          onClick={() => file.mutate(format)}
          disabled={file.isPending}
          title={`Download these ${of} as ${format.toUpperCase()}`}
        >
          {format.toUpperCase()}
        </button>
      ))}
      {file.error && (
        <p className="error" role="alert">
          {file.error.message}
        </p>
      )}
    </>
  );
}
