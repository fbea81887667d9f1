import type { ReactNode } from "react";
import { Suspense } from "react";

/** Shows its parts at once, as soon as all of them have what they ask for. */
export function Together({ children }: { children: ReactNode }) {
  return <Suspense fallback={<Waiting />}>{children}</Suspense>;
}

export function Waiting() {
  return (
    <p className="small" aria-busy="true">
      Loading…
    </p>
  );
}
