import { get } from "../api";
import type { Page } from "./column";
import type { TableState } from "./state";
import { printSort } from "./state";

/** As many rows as one answer of the node may have. */
const MAX_ASKED = 1_000;
const MAX_EXPORTED = 100_000;

/** What a list is asked for beside its page. */
export function asked({ q, filters, sort }: Pick<TableState, "q" | "filters" | "sort">): URLSearchParams {
  const query = new URLSearchParams(filters.map(({ id, value }) => [id, value]));
  if (q !== "") query.set("q", q);
  if (sort) query.set("sort", printSort(sort));
  return query;
}

export function pathOf(from: string, query: URLSearchParams, offset: number, limit: number): string {
  const whole = new URLSearchParams(query);
  if (offset > 0) whole.set("offset", String(offset));
  whole.set("limit", String(limit));
  return `${from}${from.includes("?") ? "&" : "?"}${whole}`;
}

/** Every row of a list of the node, page by page. */
export async function all<Row>(from: string, query = new URLSearchParams()): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await get<Page<Row>>(pathOf(from, query, rows.length, MAX_ASKED));
    if (page.total > MAX_EXPORTED) {
      throw new Error(
        `A file takes ${MAX_EXPORTED} rows, and these are ${page.total}. Narrow them by a search or a filter.`,
      );
    }
    rows.push(...page.list);
    if (page.list.length === 0 || rows.length >= page.total) return rows;
  }
}
