import type { ReactNode } from "react";

export type Value = string | number | undefined;

export interface Choice {
  value: string;
  name: string;
}

/** One column of a table: what a row has in it, and how that looks. */
export interface Column<Row> {
  /** The field's name with its unit, as the API, the address and an exported file have it. */
  id: string;
  name: string;
  /** What the column means, in a sentence. */
  says?: string;
  /** What is searched, sorted and exported. */
  value: (row: Row) => Value;
  /** How it looks, where that is more than the value. */
  show?: (row: Row) => ReactNode;
  kind?: "number" | "time";
  /** How a column of text takes its room: sentences need width, hashes may break anywhere. */
  text?: "long" | "code";
  /** Whether it is there only once the reader chooses it. */
  extra?: boolean;
  /** Whether rows can be put in its order; a table that the node pages says so only of what the node can sort. */
  sorts?: boolean;
  /** What the table can be narrowed to. `"seen"` means every value that its rows have. */
  filter?: Choice[] | "seen";
}

export interface TableProps<Row> {
  /** Where its state stands in the address; empty for a page's only table. */
  name: string;
  /** What it lists: one of it, and several. */
  of: [one: string, many: string];
  columns: Column<Row>[];
  idOf: (row: Row) => string;
  /** What is said, and offered to do, while there is nothing at all. */
  none: ReactNode;
  /** The order without a choice: a column's id, with a minus for the largest first. */
  sort?: string;
  pageSize?: number;
  /** What a row shows below itself once it is opened. */
  detail?: (row: Row) => ReactNode;
  source: Source<Row>;
}

/** All rows at once, or a list of the node, which then searches, filters, sorts and pages. */
export type Source<Row> = { rows: Row[] } | Paged<Row>;

export interface Paged<Row> {
  /** The list's path, perhaps with a query that is always asked. */
  from: string;
  /** The beginning of the query's key, by which live news find it. */
  subject: readonly unknown[];
  /** Whether it is asked again soon, as while something runs. */
  refresh?: (page: Page<Row>) => number | false;
  /** A sentence about the whole list, from what the node says beside it. */
  says?: (page: Page<Row>) => ReactNode;
}

export interface Page<Row> {
  list: Row[];
  total: number;
}

export function sorts<Row>(column: Column<Row>): boolean {
  return column.sorts ?? true;
}

/** A column's value as text that a reader may choose by. */
export function textOf<Row>(column: Column<Row>, row: Row): string {
  return String(column.value(row) ?? "");
}
