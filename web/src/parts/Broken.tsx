import type { ErrorComponentProps } from "@tanstack/react-router";
import { Heading } from "./Heading";

/** In the place of a page that could not be loaded, or that failed. */
export function Broken({ error }: ErrorComponentProps) {
  return (
    <>
      <Heading title="This page failed" />
      <section role="alert">
        <p>It could not be loaded, or met something that it does not know. Nothing was changed on the node.</p>
        <p className="error">{error instanceof Error ? error.message : String(error)}</p>
        <button type="button" onClick={() => location.reload()}>
          Load it again
        </button>
      </section>
    </>
  );
}
