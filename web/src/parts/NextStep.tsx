import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overview, RunDetail } from "../api";
import { get, hasEnded } from "../api";
import { useAwaited } from "../awaited";
import type { Page } from "../table/column";

const REFRESH_MILLIS = 5_000;

/** What a node lacks before it can answer and pay: each step leads to the next, and nothing shows once all are done. */
export function NextStep() {
  const overview = useAwaited<Overview>({ queryKey: ["overview"], queryFn: () => get<Overview>("/api/overview") });
  const step = overview.data && stepOf(overview.data);
  return step ? (
    <section aria-labelledby="next-step" className="next">
      <h2 id="next-step">Next step</h2>
      {step}
    </section>
  ) : null;
}

function stepOf({ datanets, models, receipts, totals }: Overview): ReactNode {
  const [datanet] = datanets;
  const [model] = models;
  if (!datanet) {
    return (
      <Step says="This node is empty. Everything begins with a Datanet: rows that people contribute under one licence.">
        <Link className="button first" to="/datanets">
          Start the first Datanet
        </Link>
      </Step>
    );
  }
  if (totals.versions === 0) {
    return (
      <Step says={`A model learns from a published version. ${datanet.name} has none yet.`}>
        <Link className="button first" to="/datanets/$id" params={{ id: datanet.id }}>
          Contribute to {datanet.name}
        </Link>
      </Step>
    );
  }
  if (!model) return <FirstModel />;
  if (receipts.length > 0) return null;
  return (
    <Step says={`${model.name} can answer, and nobody has asked it anything yet.`}>
      <Link className="button first" to="/playground" search={{ model: model.name }}>
        Ask the first question
      </Link>
    </Step>
  );
}

/** No model answers yet: the newest run is on its way there, or the first one has to be started. */
function FirstModel() {
  const runs = useAwaited<Page<RunDetail>>({
    queryKey: ["runs", "newest"],
    queryFn: () => get("/api/runs?limit=1"),
    refetchInterval: ({ state }) => (state.data?.list.every(hasEnded) ? false : REFRESH_MILLIS),
  });
  const run = runs.data?.list[0];
  if (!run || run.state === "failed" || run.state === "cancelled") {
    return (
      <Step says="A Datanet is published, and no model has learned from it yet.">
        <Link className="button first" to="/models">
          Fine-tune a model
        </Link>
      </Step>
    );
  }
  return (
    <Step says={hasEnded(run) ? `${run.name} is trained, and does not answer yet.` : `${run.name} is being trained.`}>
      <Link className="button first" to="/runs/$id" params={{ id: run.id }}>
        {hasEnded(run) ? "See what it learned, and deploy it" : "Follow the run"}
      </Link>
    </Step>
  );
}

function Step({ says, children }: { says: string; children: ReactNode }) {
  return (
    <>
      <p>{says}</p>
      <div className="acts">{children}</div>
    </>
  );
}
