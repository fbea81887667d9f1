/** What the node says by itself: that something changed, and, by not answering, that it is gone. */
import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

const PULSE_MILLIS = 3_000;
const PATIENCE_MILLIS = 1_500;
const REOPEN_MILLIS = 30_000;
/** Events of this long a time are answered with one refresh. */
const TOGETHER_MILLIS = 300;
const FIRST_GATEWAY_ERROR = 502;
const LAST_GATEWAY_ERROR = 504;

/** What an event tells of its subject. */
interface News {
  id?: string;
  number?: number;
}

/**
 * The first parts of the keys of the queries that each kind of event makes stale. A key begins with the name of its subject, so
 * that what follows (a page, a filter) need not be known here.
 */
const STALE: Record<string, (news: News) => unknown[][]> = {
  receipt: ({ id }) => [["receipt", id], ["receipts"], ["overview"]],
  datanet: ({ id }) => [["datanet", id], ["rows", id], ["credit", id], ["datanets"], ["overview"]],
  model: ({ id }) => [["run", id], ["value", id], ["models"], ["runs"], ["overview"]],
  run: ({ id }) => [["run", id], ["runs"]],
  epoch: ({ number }) => [["epoch", number], ["epochs"], ["account"], ["overview"]],
};

/** The keys of what an event is about, and of nothing else. */
export function staleBy(kind: string, news: News): unknown[][] {
  return STALE[kind]?.(news) ?? [];
}

const listeners = new Set<() => void>();
let gone = false;

function setGone(next: boolean): void {
  if (gone === next) return;
  gone = next;
  for (const listener of listeners) listener();
}

/** Whether the node has stopped answering. */
export function useNodeGone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => gone,
  );
}

/**
 * Loads a part of the page, and waits for the node where it is gone. A part that the node does not have any more stays a failure:
 * then the node is another version, and the router loads the whole page again.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (failure) {
    if (await answers()) throw failure;
    setGone(true);
    await back();
    return load();
  }
}

/** Until the node answers again. */
function back(): Promise<void> {
  return new Promise((resolve) => {
    const listener = () => {
      if (gone) return;
      listeners.delete(listener);
      resolve();
    };
    listeners.add(listener);
  });
}

/** Follows the node for as long as the page is open. */
export function followNode(queries: QueryClient): void {
  let events = open(queries);
  let opened = Date.now();
  const pulse = async () => {
    if (document.hidden) return;
    const wasGone = gone;
    setGone(!(await answers()));
    if (wasGone && !gone) void queries.invalidateQueries();
    // a browser comes back by itself after a break, but not after a refusal
    if (!gone && events.readyState === EventSource.CLOSED && (wasGone || Date.now() - opened > REOPEN_MILLIS)) {
      events = open(queries);
      opened = Date.now();
    }
  };
  setInterval(() => void pulse(), PULSE_MILLIS);
  document.addEventListener("visibilitychange", () => void pulse());
}

function open(queries: QueryClient): EventSource {
  const events = new EventSource("/api/events");
  const waiting = new Map<string, unknown[]>();
  const refresh = () => {
    for (const queryKey of waiting.values()) void queries.invalidateQueries({ queryKey });
    waiting.clear();
  };
  for (const kind of Object.keys(STALE)) {
    events.addEventListener(kind, (event) => {
      if (waiting.size === 0) setTimeout(refresh, TOGETHER_MILLIS);
      for (const key of staleBy(kind, JSON.parse((event as MessageEvent<string>).data)))
        waiting.set(JSON.stringify(key), key);
    });
  }
  return events;
}

/** Whether anything answers; a gateway that says it reaches nobody does not count. */
async function answers(): Promise<boolean> {
  try {
    const { status } = await fetch("/icon.svg", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MILLIS) });
    return status < FIRST_GATEWAY_ERROR || status > LAST_GATEWAY_ERROR;
  } catch {
    return false;
  }
}
