import type { ReactNode } from "react";
import { useRef } from "react";
import { Refusal, useAct } from "../act";
import { Figures, useEvaluations } from "./Evaluations";
import { Loaded } from "./Loaded";

/** A model answers once its owner says so, having seen what it says to rows it never learnt. */
export function GoLive({
  run,
  label,
  says,
  first,
  act: go,
}: {
  run: string;
  label: string;
  says?: string;
  first?: boolean;
  act: () => Promise<unknown>;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const act = useAct();
  return (
    <>
      <button
        type="button"
        {...(first && { className: "first" })}
        {...(says && { "aria-label": says })}
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </button>
      <dialog ref={dialog} className="asks" aria-label="Have this model answer?">
        <h2>Have this model answer?</h2>
        <WhatItSays run={run} />
        <div className="acts">
          <button
            type="button"
            className="first"
            disabled={act.busy}
            onClick={() =>
              act.run(async () => {
                await go();
                dialog.current?.close();
              })
            }
          >
            Yes, have it answer
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Not now
          </button>
        </div>
        <Refusal act={act} />
      </dialog>
    </>
  );
}

function WhatItSays({ run }: { run: string }): ReactNode {
  const evaluations = useEvaluations(run);
  return (
    <Loaded query={evaluations}>
      {({ list }) => (
        <>
          {list.length === 0 && (
            <p className="small">It was not evaluated: its run is from before there were evaluations.</p>
          )}
          {list.map((each) => (
            <Figures key={each.id} evaluation={each} />
          ))}
        </>
      )}
    </Loaded>
  );
}
