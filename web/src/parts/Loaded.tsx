import type { UseQueryResult } from "@tanstack/react-query";
import { notFound } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ApiError } from "../api";
import { Together, Waiting } from "./Together";

const NOTHING = [400, 404];

interface Props<T> {
  query: UseQueryResult<T>;
  /** Whether the whole page is about it: where the node knows nothing of the name, the page says so instead. */
  whole?: boolean;
  children: (data: T) => ReactNode;
}

/** What was asked for once it is there; before that a quiet line, and the node's own words when it failed. */
export function Loaded<T>({ query, whole = false, children }: Props<T>) {
  const { data, error } = query;
  if (data !== undefined) return <Together>{children(data)}</Together>;
  if (whole && error instanceof ApiError && NOTHING.includes(error.status)) throw notFound();
  if (error) {
    return (
      <section role="alert">
        <p className="error">
          {error instanceof ApiError ? error.message : "The node does not answer. Is it running?"}
        </p>
        <button type="button" onClick={() => void query.refetch()}>
          Try again
        </button>
      </section>
    );
  }
  return <Waiting />;
}
