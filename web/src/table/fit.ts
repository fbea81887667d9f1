import type { RefObject } from "react";
import { useLayoutEffect, useState, useSyncExternalStore } from "react";

const PHONE = "(max-width: 639.98px)";

/** Whether rows are cards: on a phone, and wherever the table would be wider than its place. */
export function useCards(place: RefObject<HTMLElement | null>, columns: string): boolean {
  const phone = usePhone();
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  const [needed, setNeeded] = useState({ columns, pixels: 0 });
  // only a table that is shown can be measured: what it needs is kept while cards are shown in its place
  const fits = needed.columns !== columns || needed.pixels <= room;
  useLayoutEffect(() => {
    const table = place.current?.querySelector<HTMLElement>(":scope > table");
    const pixels = table?.offsetWidth ?? 0;
    if (place.current && place.current.clientWidth !== room) setRoom(place.current.clientWidth);
    if (table && (pixels !== needed.pixels || needed.columns !== columns)) setNeeded({ columns, pixels });
  });
  useLayoutEffect(() => {
    if (!place.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setRoom(entry.target.clientWidth));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [place]);
  return phone || !fits;
}

function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(PHONE);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => matchMedia(PHONE).matches,
  );
}
