import type { QueryClient } from "@tanstack/react-query";

const KINDS = ["receipt", "datanet", "model", "epoch"] as const;

/**
 * The node says over one event stream that something changed; what is on the page is then asked for again. The browser
 * reconnects by itself.
 */
export function followEvents(queries: QueryClient): void {
  const events = new EventSource("/api/events");
  const refresh = () => void queries.invalidateQueries();
  for (const kind of KINDS) events.addEventListener(kind, refresh);
}
