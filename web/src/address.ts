/**
 * What a page shows beyond its path stands in its address, as texts by name: back, reload and another browser then show the
 * same. A page can have several tables, so the names of a table's state begin with the table's name.
 */
import { useNavigate, useSearch } from "@tanstack/react-router";

const OF_EVERY_TABLE = ["q", "sort", "page", "columns", "open"] as const;

type OfEveryTable = (typeof OF_EVERY_TABLE)[number];
type Key<Table extends string, Name extends string> = Table extends "" ? Name : `${Table}.${Name}`;

export function keyOf<Table extends string, Name extends string>(table: Table, name: Name): Key<Table, Name> {
  return (table === "" ? name : `${table}.${name}`) as Key<Table, Name>;
}

/** The names of one table's state: those of every table, and its filters. The only table of a page needs no name. */
export function ofTable<const Table extends string, const Filter extends string = never>(
  table: Table,
  ...filters: Filter[]
): Key<Table, OfEveryTable | Filter>[] {
  return [...OF_EVERY_TABLE, ...filters].map((name) => keyOf(table, name));
}

/** A route's check of its state: it keeps texts of these names and drops everything else. */
export function stateOf<const Name extends string>(...names: Name[]) {
  return (given: Record<string, unknown>): { [name in Name]?: string } => {
    const kept = names.filter((name) => typeof given[name] === "string" && given[name] !== "");
    return Object.fromEntries(kept.map((name) => [name, given[name]])) as { [name in Name]?: string };
  };
}

export function parseState(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function printState(state: Record<string, unknown>): string {
  const given = Object.entries(state).filter(([, value]) => typeof value === "string" && value !== "");
  const text = new URLSearchParams(given as [string, string][]).toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

export type State = Readonly<Record<string, string | undefined>>;

export interface Address {
  state: State;
  /** Changes some of the state. What `replaces` leaves no step to go back to, such as each letter of a search. */
  change(changes: State, how?: { replaces: boolean }): void;
}

export function useAddress(): Address {
  const state = useSearch({ strict: false }) as State;
  const navigate = useNavigate();
  return {
    state,
    change: (changes, how) =>
      void navigate({
        to: ".",
        search: ((before: State) => ({ ...before, ...changes })) as never,
        replace: how?.replaces ?? false,
        resetScroll: false,
      }),
  };
}
