import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 639.98px)";

/** Whether the window is a phone's: rows are cards then, since a table would have to be pushed sideways. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(NARROW);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => matchMedia(NARROW).matches,
  );
}
