import { useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { takeArrival } from "../arrival";

/** The one heading of a page. It names the document, and takes the focus when the reader comes from another page. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  useEffect(() => {
    document.title = `${title} · OpenLedger`;
  }, [title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page may stay mounted while its path changes
  useEffect(() => {
    if (takeArrival()) heading.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
