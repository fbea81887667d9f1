import type { ReactNode } from "react";
import type { RunEstimate as Estimate, RunPhase } from "../api";
import { ago, count, lasting, mebibytes } from "../format";
import { Money } from "./Money";

/** What is done in each part of a run. */
export const PHASES: Record<RunPhase["phase"], string> = {
  training: "training",
  evaluating: "asking the model held-out rows",
  attributing: "training without each contributor",
  valuing: "measuring on held-out rows",
};

/** What a run would take, before it is started: the same numbers that the API and the command line give. */
export function RunEstimate({ estimate }: { estimate: Estimate }) {
  const { rows, tokens, memory, attribution, time, cost } = estimate;
  const facts: [string, ReactNode][] = [];
  if (rows)
    facts.push(
      ["rows to learn", `${count(rows.learnt)} of ${count(rows.contributors)} contributors`],
      ["rows held out", count(rows.heldOut)],
    );
  if (rows && rows.cut + rows.empty + rows.erased > 0)
    facts.push(["cut, left empty, erased", `${count(rows.cut)}, ${count(rows.empty)}, ${count(rows.erased)}`]);
  if (tokens)
    facts.push(
      ["tokens in the rows", count(tokens.rows)],
      ["tokens trained", `${count(tokens.trained)}, ${count(tokens.learnt)} of them predicted`],
    );
  if (attribution)
    facts.push([
      "extra trainings for credit",
      attribution.coded > 0
        ? `${count(attribution.retrainings)}: ${count(attribution.coded)} without many of ${count(attribution.contributors)} contributors each, ${several(attribution.trials, "trial")}`
        : `${count(attribution.retrainings)}: without each of ${count(attribution.contributors)} contributors, ${several(attribution.sets, "set")}, ${several(attribution.trials, "trial")}, ${count(attribution.otherSeeds)} with other seeds`,
    ]);
  if (memory)
    facts.push([
      "memory",
      <span
        key="memory"
        title={`adapters ${mebibytes(memory.adapters)}, activations ${mebibytes(memory.activations)}, texts of the base ${mebibytes(memory.texts)}`}
      >
        {mebibytes(memory.sum)}
        {memory.available !== undefined && `, ${mebibytes(memory.available)} free`}
      </span>,
    ]);
  for (const phase of estimate.phases)
    if (phase.expectedSeconds) facts.push([`time for ${PHASES[phase.phase]}`, lasting(phase.expectedSeconds)]);
  if (time)
    facts.push(["time in all", <b key="time">{`${lasting(time.lowSeconds)} to ${lasting(time.highSeconds)}`}</b>]);
  if (cost.buildingGwei > 0)
    facts.push(["building fee, to the treasuries of its versions", <Money key="building" gwei={cost.buildingGwei} />]);
  if (cost.rewardGwei > 0) facts.push(["bonus set aside", <Money key="reward" gwei={cost.rewardGwei} />]);
  if (cost.rewardGwei + cost.buildingGwei > 0)
    facts.push(["of the owner's free deposit", <Money key="deposit" gwei={cost.depositGwei} />]);
  facts.push(["computing", "free"]);
  return (
    <div className="stack tight" data-testid="estimate">
      <h3>Estimate</h3>
      {estimate.obstacles.map((why) => (
        <p key={why} className="error">
          {why}
        </p>
      ))}
      <ul className="plain">
        {estimate.versions.map((version) => (
          <li key={version.datanet}>
            {version.obstacle === undefined ? "✓" : "✗"} {version.name}, version {version.number}, {version.licence},{" "}
            {count(version.rows)} rows
          </li>
        ))}
      </ul>
      <Facts facts={facts} />
      <p className="say">
        {time &&
          `The speed, ${count(Math.round(time.tokensASecond))} tokens a second, was measured ${ago(time.measuredMillis)} by ${time.stepsTimed} steps on this machine. `}
        The operator pays for what goes on chain:{" "}
        {cost.chainTransactions === 1 ? "one transaction" : `${cost.chainTransactions} transactions`}.
      </p>
    </div>
  );
}

function several(number: number, one: string): string {
  return `${count(number)} ${one}${number === 1 ? "" : "s"}`;
}

/** Names with what they are, each pair on a line where there is room. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="pairs">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
