import type { RunDetail } from "../api";
import { count, lasting, percent } from "../format";
import { PHASES } from "./RunEstimate";

/** How far a run is: its training, what its model says to held-out rows, the adapters that leave one contributor out, and so on. */
export function RunProgress({ run }: { run: RunDetail }) {
  const [doing, ppm] =
    run.state === "valuing"
      ? [PHASES.valuing, run.valuePpm]
      : run.state === "attributing"
        ? [PHASES.attributing, run.attributionPpm]
        : run.state === "evaluating"
          ? [PHASES.evaluating, 0]
          : ["training", run.progressPpm];
  return (
    <label>
      {run.paused ? `paused: ${doing}` : doing}
      <progress value={ppm} max={1_000_000}>
        {percent(ppm)}
      </progress>
    </label>
  );
}

/** Each part of a run with what is done of it, and how long it still lasts. */
export function RunPhases({ run }: { run: RunDetail }) {
  const left = run.phases.reduce((sum, phase) => sum + (phase.secondsLeft ?? 0), 0);
  return (
    <div className="stack tight" data-testid="phases">
      {run.phases.map((phase) => (
        <label key={phase.phase}>
          {PHASES[phase.phase]}
          {phase.donePpm < 1_000_000 && phase.secondsLeft ? `, ${lasting(phase.secondsLeft)} left` : ""}
          <progress value={phase.donePpm} max={1_000_000}>
            {percent(phase.donePpm)}
          </progress>
        </label>
      ))}
      <p className="small">
        {run.paused ? "Paused. " : ""}
        {left > 0 && `About ${lasting(left)} left in all. `}
        {run.tokensASecond !== undefined && `${count(Math.round(run.tokensASecond))} tokens a second in training.`}
      </p>
    </div>
  );
}

/** What the model answered on the way to a few held-out rows, the latest look first. */
export function Samples({ run }: { run: RunDetail }) {
  const looks = run.looks.filter((look) => look.samples.length > 0).reverse();
  if (looks.length === 0) return null;
  return (
    <details>
      <summary>What it answers so far</summary>
      {looks.map((look) => (
        <div key={look.step}>
          <h3>After step {count(look.step)}</h3>
          {look.samples.map((sample) => (
            <div key={sample.leaf} className="row">
              <a className="small" href={`/rows/${sample.leaf}`}>
                to a held-out row
              </a>
              <div className="words">{sample.answer === "" ? "(nothing)" : sample.answer}</div>
            </div>
          ))}
        </div>
      ))}
    </details>
  );
}
