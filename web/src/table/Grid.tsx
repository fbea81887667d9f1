import { Fragment } from "react";
import type { Column, TableProps } from "./column";
import { sorts } from "./column";
import type { TableState } from "./state";

export interface FormProps<Row> extends Pick<TableProps<Row>, "of" | "idOf" | "detail"> {
  columns: Column<Row>[];
  rows: Row[];
  state: TableState;
}

/** Rows as a table. */
export function Grid<Row>({ of, columns, rows, idOf, detail, state }: FormProps<Row>) {
  return (
    <table className="data">
      <caption className="unseen">{of[1]}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.id} column={column} state={state} />
          ))}
          {detail && (
            <th scope="col">
              <span className="unseen">details</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const id = idOf(row);
          const open = state.open === id;
          return (
            <Fragment key={id}>
              <tr className={open ? "open" : undefined}>
                {columns.map((column, at) => (
                  <Cell key={column.id} column={column} row={row} heads={at === 0} />
                ))}
                {detail && (
                  <td className="n">
                    <Opener id={id} of={of} state={state} />
                  </td>
                )}
              </tr>
              {detail && open && (
                <tr>
                  <td colSpan={columns.length + 1} className="detail">
                    {detail(row)}
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Head<Row>({ column, state }: { column: Column<Row>; state: TableState }) {
  const sorted = state.sort?.id === column.id ? state.sort : null;
  const order = sorted === null ? "none" : sorted.descending ? "descending" : "ascending";
  return (
    <th
      scope="col"
      className={column.kind ? "n" : undefined}
      title={column.says}
      aria-sort={sorts(column) ? order : undefined}
    >
      {sorts(column) ? (
        <button type="button" className="sort" onClick={() => state.sortBy(column.id)}>
          {column.name}
          <span aria-hidden="true">{sorted === null ? "" : sorted.descending ? "\u00a0↓" : "\u00a0↑"}</span>
        </button>
      ) : (
        column.name
      )}
    </th>
  );
}

function Cell<Row>({ column, row, heads }: { column: Column<Row>; row: Row; heads: boolean }) {
  const className = column.kind ? "n" : column.text;
  const content = column.show ? column.show(row) : column.value(row);
  return heads ? (
    <th scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td className={className}>{content}</td>
  );
}

export function Opener({ id, of, state }: { id: string; of: TableProps<never>["of"]; state: TableState }) {
  const open = state.open === id;
  return (
    <button type="button" className="opener" aria-expanded={open} onClick={() => state.toggle(id)}>
      {open ? "Close" : "Open"}
      <span className="unseen">
        {" "}
        {of[0]} {id}
      </span>
    </button>
  );
}
