import { keyOf, useAddress } from "../address";
import type { Column, TableProps } from "./column";
import { sorts } from "./column";

export interface Sort {
  id: string;
  descending: boolean;
}

/** What the reader chose in a table, and how to choose otherwise. Every choice but an opened row leads to the first page. */
export interface TableState {
  q: string;
  filters: { id: string; value: string }[];
  sort: Sort | null;
  /** Counted from 0. */
  page: number;
  shown: string[];
  open: string | undefined;
  /** Whether rows may be missing for a search or a filter. */
  narrowed: boolean;
  search(text: string): void;
  filter(id: string, value: string): void;
  sortBy(id: string): void;
  sortAs(sort: string): void;
  turnTo(page: number): void;
  show(id: string, shown: boolean): void;
  toggle(id: string): void;
  clear(): void;
}

export function parseSort(text: string | undefined): Sort | null {
  if (!text) return null;
  return text.startsWith("-") ? { id: text.slice(1), descending: true } : { id: text, descending: false };
}

function known<Row>(columns: Column<Row>[], text: string | undefined): Sort | null {
  const sort = parseSort(text);
  return columns.some((column) => column.id === sort?.id && sorts(column)) ? sort : null;
}

export function printSort({ id, descending }: Sort): string {
  return descending ? `-${id}` : id;
}

export function useTableState<Row>({ name, columns, sort: standard }: TableProps<Row>): TableState {
  const { state, change } = useAddress();
  const given = (of: string) => state[keyOf(name, of)];
  const set = (changes: Record<string, string | undefined>, replaces = false) =>
    change(Object.fromEntries(Object.entries(changes).map(([of, value]) => [keyOf(name, of), value])), { replaces });

  const filters = columns.flatMap(({ id, filter }) => {
    const value = filter === undefined ? undefined : given(id);
    return value === undefined ? [] : [{ id, value }];
  });
  const q = given("q") ?? "";
  const sort = known(columns, given("sort")) ?? parseSort(standard);
  const shown = shownOf(columns, given("columns"));
  const open = given("open");
  const page = Math.max(1, Number.parseInt(given("page") ?? "1", 10) || 1) - 1;
  const sortAs = (text: string) => set({ sort: text === standard ? undefined : text, page: undefined });

  return {
    q,
    filters,
    sort,
    page,
    shown,
    open,
    narrowed: q !== "" || filters.length > 0,
    search: (text) => set({ q: text, page: undefined }, true),
    filter: (id, value) => set({ [id]: value, page: undefined }),
    sortAs,
    sortBy: (id) => sortAs(printSort(next(columns, sort, id))),
    turnTo: (to) => set({ page: to === 0 ? undefined : String(to + 1) }),
    show: (id, wanted) => set({ columns: choose(columns, shown, id, wanted) }),
    toggle: (id) => set({ open: open === id ? undefined : id }),
    clear: () =>
      set({ q: undefined, page: undefined, ...Object.fromEntries(filters.map((each) => [each.id, undefined])) }),
  };
}

/** Numbers and times show the largest first, words the first of the alphabet; a second choice turns the order round. */
function next<Row>(columns: Column<Row>[], sort: Sort | null, id: string): Sort {
  if (sort?.id === id) return { id, descending: !sort.descending };
  return { id, descending: columns.find((column) => column.id === id)?.kind !== undefined };
}

function shownOf<Row>(columns: Column<Row>[], chosen: string | undefined): string[] {
  const named = chosen?.split(",") ?? [];
  const known = columns.filter(({ id, extra }) => (chosen === undefined ? !extra : named.includes(id)));
  return (known.length > 0 ? known : columns.filter(({ extra }) => !extra)).map(({ id }) => id);
}

/** The choice as the address has it; none where it is what the table shows anyway. */
function choose<Row>(columns: Column<Row>[], shown: string[], id: string, wanted: boolean): string | undefined {
  const ids = columns.map((column) => column.id).filter((each) => (each === id ? wanted : shown.includes(each)));
  const standard = columns.filter(({ extra }) => !extra).map((column) => column.id);
  return ids.length === 0 || ids.join() === standard.join() ? undefined : ids.join();
}
