import type { Column, Value } from "./column";

export type Format = "csv" | "json";

const TYPES: Record<Format, string> = { csv: "text/csv;charset=utf-8", json: "application/json" };

/** Rows as a file: CSV has the shown columns, JSON the rows as the node gave them. */
export function print<Row>(format: Format, columns: Column<Row>[], rows: Row[]): string {
  if (format === "json") return `${JSON.stringify(rows, null, 2)}\n`;
  const lines = [columns.map(({ id }) => id), ...rows.map((row) => columns.map((column) => column.value(row)))];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/**
 * RFC 4180. Text that a spreadsheet would take for a formula begins with an apostrophe: rows come from strangers.
 */
function cell(value: Value): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text to the reader as a file. */
export function save(name: string, format: Format, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: TYPES[format] }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.${format}`;
  link.click();
  URL.revokeObjectURL(url);
}
