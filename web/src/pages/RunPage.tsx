import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Refusal, useAct } from "../act";
import type { RunDetail } from "../api";
import { get, hasEnded, post, remove } from "../api";
import { count, lasting, short } from "../format";
import { LossCurve } from "../parts/Chart";
import { Evaluations } from "../parts/Evaluations";
import { GoLive } from "../parts/GoLive";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { AccountName } from "../parts/Names";
import { Facts } from "../parts/RunEstimate";
import { RunPhases, RunProgress, Samples } from "../parts/RunProgress";
import { RunValues } from "../parts/Values";
import { useRights } from "../session";

const REFRESH_MILLIS = 5_000;

export function RunPage() {
  const { id } = useParams({ from: "/runs/$id" });
  const run = useQuery({
    queryKey: ["run", id],
    queryFn: () => get<RunDetail>(`/api/runs/${id}`),
    // its events say when it went on; this is for those that were lost
    refetchInterval: (query) => (query.state.data && hasEnded(query.state.data) ? false : REFRESH_MILLIS),
  });
  return (
    <>
      <Heading title={run.data ? `${run.data.name}, run` : `Run ${short(id)}`}>
        <span className="crumb">Model</span> {run.data?.name ?? short(id)}{" "}
        {run.data && <span className="tag">{run.data.paused ? `${run.data.state}, paused` : run.data.state}</span>}
      </Heading>
      <Loaded query={run} whole>
        {(data) => <Run run={data} />}
      </Loaded>
    </>
  );
}

function Run({ run }: { run: RunDetail }) {
  const { actsFor } = useRights();
  const mine = actsFor(run.owner);
  const evaluated = run.adapterDigest !== undefined && run.state !== "evaluating" && run.state !== "failed";
  const made = run.state === "ready" || run.state === "attributing" || run.state === "valuing";
  return (
    <div className="stack">
      <div className="grid two">
        <section aria-labelledby="loss">
          <h2 id="loss">Loss, nats a token</h2>
          <LossCurve
            curves={[
              {
                name: "rows it learns",
                colour: "var(--accent)",
                points: run.lossCurve.map(([step = 0, loss = 0]) => [step, loss]),
              },
              {
                name: "rows held out",
                colour: "var(--c1)",
                points: run.looks.map(({ step, heldOutLoss }) => [step, heldOutLoss]),
              },
            ]}
          />
          <Samples run={run} />
          {run.lossBefore !== undefined && run.lossAfter !== undefined && (
            <p className="say">
              On the rows it was trained on, the loss fell from {run.lossBefore.toFixed(2)} to{" "}
              {run.lossAfter.toFixed(2)}.
            </p>
          )}
          {run.heldOutLossBefore !== undefined && run.heldOutLossAfter !== undefined && (
            <p className="say">
              On the rows it never learned, a token costs {run.heldOutLossBefore.toFixed(3)} nats under the base and{" "}
              {run.heldOutLossAfter.toFixed(3)} under the model:{" "}
              {run.heldOutLossAfter < run.heldOutLossBefore ? "the model is better." : "the model is not better."}
            </p>
          )}
          {run.smoothPpm !== undefined && (
            <p className="say">
              Smoothness {(run.smoothPpm / 1_000_000).toFixed(2)} of 1
              {run.smoothnessAdvice === undefined
                ? ": the effects that receipts name tell what other removals do."
                : `. ${run.smoothnessAdvice}`}
            </p>
          )}
        </section>
        <section aria-labelledby="run">
          <h2 id="run">Run</h2>
          {!hasEnded(run) && (run.phases.length > 0 ? <RunPhases run={run} /> : <RunProgress run={run} />)}
          {run.message && <p className="error">{run.message}</p>}
          <Facts facts={factsOf(run)} />
          <div className="acts">
            {run.live && (
              <Link className="button" to="/playground" search={{ model: run.name }}>
                Ask it
              </Link>
            )}
            {made && !run.live && mine && (
              <GoLive run={run.id} label="Deploy" first act={() => post(`/api/runs/${run.id}/deploy`, {})} />
            )}
            {made && (
              <Link className="button" to="/models/$name" params={{ name: run.name }}>
                Its versions and price
              </Link>
            )}
            {!hasEnded(run) && mine && <Interrupt run={run} />}
          </div>
        </section>
      </div>
      {evaluated && <Evaluations run={run} />}
      {made && <RunValues key={run.state} run={run.id} />}
    </div>
  );
}

/** What alpha is divided by. */
function scaledBy({ rank, useRslora }: RunDetail["configuration"]) {
  return useRslora ? Math.sqrt(rank) : rank;
}

function factsOf(run: RunDetail): [string, ReactNode][] {
  const { configuration } = run;
  const facts: [string, ReactNode][] = [
    ["owner", <AccountName key="owner" address={run.owner} name={run.ownerName} />],
    [
      "trained on",
      run.versions.map(({ datanet, number }) => (
        <Link key={datanet} to="/datanets/$id" params={{ id: datanet }}>
          Datanet {datanet} v{number}{" "}
        </Link>
      )),
    ],
    ["learns", configuration.recipe],
    ["LoRA rank, scale", `${configuration.rank}, ${configuration.alpha / scaledBy(configuration)}`],
    ["adapted layers", configuration.layersToTransform.join(", ") || "all"],
    ["adapted matrices", configuration.targetModules.join(", ") || "all"],
    ["steps, rows a step", `${count(configuration.steps)}, ${configuration.batchRows}`],
    [
      "peak rate, course, seed",
      `${configuration.peakLearningRate}, ${configuration.lrSchedulerType}, ${configuration.seed}`,
    ],
    [
      "base",
      <code key="base" title={run.baseDigest}>
        {short(run.baseDigest)}
      </code>,
    ],
  ];
  if (run.heldOutPpm > 0) facts.push(["held-out rows", `${run.heldOutPpm / 10_000} %`]);
  if (run.gateNanonats !== undefined)
    facts.push(["answers by itself if better by", `${run.gateNanonats / 1e9} nats a held-out token`]);
  if (run.rewardGwei > 0) facts.push(["bonus promised", <Money key="reward" gwei={run.rewardGwei} />]);
  if (run.building)
    facts.push([
      run.building.chargedGwei === undefined ? "building fee set aside" : "building fee paid",
      <span
        key="building"
        title={run.building.paid
          .map(({ datanet, number, treasury }) => `version ${number} of Datanet ${datanet} on chain: ${treasury}`)
          .join("\n")}
      >
        <Money gwei={run.building.chargedGwei ?? run.building.heldGwei} />
        {run.building.paid.length > 0 && `, to ${run.building.paid.map(({ treasury }) => short(treasury)).join(", ")}`}
      </span>,
    ]);
  if (run.adapterDigest)
    facts.push([
      "adapter",
      <code key="adapter" title={run.adapterDigest}>
        {short(run.adapterDigest)}
      </code>,
    ]);
  if (run.trainedTokens !== undefined) facts.push(["tokens trained", count(run.trainedTokens)]);
  if (run.seconds !== undefined) facts.push(["training time", lasting(run.seconds)]);
  return facts;
}

/** Lets a run rest, go on, or end without a model. */
function Interrupt({ run }: { run: RunDetail }) {
  const act = useAct();
  const path = `/api/runs/${run.id}`;
  return (
    <>
      <button
        type="button"
        onClick={() => act.run(() => post(`${path}/${run.paused ? "resume" : "pause"}`, {}))}
        disabled={act.busy}
      >
        {run.paused ? "Resume" : "Pause"}
      </button>
      <button type="button" onClick={() => act.run(() => remove(path))} disabled={act.busy}>
        Cancel
      </button>
      <Refusal act={act} />
    </>
  );
}
