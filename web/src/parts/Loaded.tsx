import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** What was asked for once it is there; before that a quiet line, and the node's own words when it failed. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) {
    return (
      <section role="alert">
        <p className="error">{query.error.message}</p>
        <button type="button" onClick={() => void query.refetch()}>
          Try again
        </button>
      </section>
    );
  }
  return (
    <p className="small" aria-busy="true">
      Loading…
    </p>
  );
}

export function NotFound() {
  return (
    <section>
      <h1>There is no such page</h1>
      <p>
        The address may be mistyped. <Link to="/">Go to the overview</Link>.
      </p>
    </section>
  );
}
