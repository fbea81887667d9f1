import { Search as Glass } from "lucide-react";
import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { patiently } from "../live";

const KEYS = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ K" : "Ctrl K";
const Palette = lazy(() => patiently(() => import("./Palette")));

const listeners = new Set<() => void>();
let shown = false;

function show(next: boolean): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Opens the search, which finds anything by name, id, or the beginning of either. */
export function SearchButton() {
  return (
    <button type="button" className="search" aria-keyshortcuts="Control+K Meta+K" onClick={() => show(true)}>
      <Glass size={16} aria-hidden="true" />
      <span>Search</span>
      <kbd>{KEYS}</kbd>
    </button>
  );
}

/** The search itself, over whichever page is shown; it is loaded when it is first asked for. */
export function Search() {
  const open = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      show(!shown);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    open && (
      <Suspense>
        <Palette close={() => show(false)} />
      </Suspense>
    )
  );
}
