import type { FormEvent, ReactNode } from "react";
import { Refusal, useAct } from "../act";
import type { Answered, DatanetLine, Evaluation, EvaluationList, EvaluationMeasured, RunDetail } from "../api";
import { get, post } from "../api";
import { useAwaited } from "../awaited";
import { count, percent } from "../format";
import { useRights } from "../session";
import { all } from "../table/listing";
import { WORDS } from "../words";
import { Loaded } from "./Loaded";
import { RowLink } from "./RowLink";

/** What a run's model says to rows that it never learnt, beside its base. */
export function useEvaluations(run: string) {
  return useAwaited<EvaluationList>({
    queryKey: ["run", run, "evaluations"],
    queryFn: () => get<EvaluationList>(`/api/runs/${run}/evaluations`),
  });
}

export function Evaluations({ run }: { run: RunDetail }) {
  const evaluations = useEvaluations(run.id);
  const { actsFor } = useRights();
  return (
    <section aria-labelledby="evaluation" data-testid="evaluation">
      <h2 id="evaluation">What the model says to rows it never learned</h2>
      <Loaded query={evaluations}>
        {({ list }) => (
          <div className="stack">
            {list.map((each) => (
              <div key={each.id} className="stack tight">
                <Figures evaluation={each} />
                {each.measured && each.measured.answers.length > 0 && <Answers measured={each.measured} />}
              </div>
            ))}
          </div>
        )}
      </Loaded>
      {actsFor(run.owner) && <AskSet run={run} />}
    </section>
  );
}

/** The figures of one evaluation, base beside model. */
export function Figures({ evaluation }: { evaluation: Evaluation }) {
  const { measured } = evaluation;
  return (
    <>
      <h3>{evaluation.name}</h3>
      {evaluation.refusal && <p className="error">{evaluation.refusal}</p>}
      {evaluation.state === "waiting" && <p className="small">Waits to be asked.</p>}
      {measured && <Measured measured={measured} />}
    </>
  );
}

function Measured({ measured }: { measured: EvaluationMeasured }) {
  const lines: [string, ReactNode, ReactNode][] = [
    [WORDS.perplexity.label, measured.perplexityBase.toFixed(2), measured.perplexityModel.toFixed(2)],
    ["nats a token", measured.lossBase.toFixed(3), measured.lossModel.toFixed(3)],
  ];
  if (measured.asked > 0)
    lines.push(
      [WORDS.exactMatch.label, percent(measured.base.exactMatchPpm), percent(measured.model.exactMatchPpm)],
      [WORDS.f1.label, percent(measured.base.f1Ppm), percent(measured.model.f1Ppm)],
    );
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>measure</th>
            <th className="n">base</th>
            <th className="n">model</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, base, model]) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="n">{base}</td>
              <td className="n">{model}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="say">
        {count(measured.rows)} rows with {count(measured.tokens)} tokens were read; {count(measured.asked)} were asked
        as questions.{" "}
        {measured.learnt
          ? "The model learned these very rows, since the run held none out: this shows what it knows by heart, not what it understands."
          : measured.repeatedRows === 0
            ? `None has ${measured.contaminationWords} words in a row that stand in a row the model learned.`
            : `${count(measured.repeatedRows)} have ${measured.contaminationWords} words in a row that stand in a row the model learned, so it may know them by heart.`}
      </p>
    </>
  );
}

function Answers({ measured }: { measured: EvaluationMeasured }) {
  return (
    <details>
      <summary>{count(measured.answers.length)} answers side by side</summary>
      <ul className="plain">
        {measured.answers.map((answer) => (
          <li key={answer.leaf} className="stack tight answered">
            <Asked answer={answer} />
            <Answer of="base" says={answer.base} f1Ppm={answer.ofBase.f1Ppm} />
            <Answer of="model" says={answer.model} f1Ppm={answer.ofModel.f1Ppm} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A row of the node has its page; a line of an uploaded set does not. */
function Asked({ answer }: { answer: Answered }) {
  return /^[0-9a-f]{64}$/.test(answer.leaf) ? (
    <RowLink leaf={answer.leaf} text={answer.text} />
  ) : (
    <span>{answer.text}</span>
  );
}

function Answer({ of, says, f1Ppm }: { of: string; says: string; f1Ppm: number }) {
  return (
    <div className="row">
      <span className="small">
        {of}, F1 {percent(f1Ppm)}
      </span>
      <div className="words">{says === "" ? "(nothing)" : says}</div>
    </div>
  );
}

/** A regression set: what the model should not have forgotten. */
function AskSet({ run }: { run: RunDetail }) {
  const act = useAct();
  const datanets = useAwaited<DatanetLine[]>({
    queryKey: ["datanets", "all"],
    queryFn: () => all<DatanetLine>("/api/datanets"),
  });
  const usable = (datanets.data ?? []).filter((datanet) => datanet.latestVersion > 0);
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    act.run(async () => {
      const file = form.get("file") as File;
      const datanet = usable.find(({ id }) => id === form.get("datanet"));
      const rows =
        file.size > 0 ? { lines: await file.text() } : { datanet: datanet?.id, number: datanet?.latestVersion };
      await post(`/api/runs/${run.id}/evaluations`, {
        name: form.get("name") || (file.size > 0 ? file.name : datanet?.name),
        ...rows,
      });
    });
  };
  return (
    <details>
      <summary>Ask a regression set</summary>
      <form onSubmit={ask} className="stack tight">
        <p className="small">Rows that the model should still answer well: base and model are compared on them.</p>
        <label>
          Name
          <input name="name" maxLength={100} placeholder="common knowledge" />
        </label>
        <label>
          Latest version of a Datanet
          <select name="datanet">
            {usable.map((datanet) => (
              <option key={datanet.id} value={datanet.id}>
                {datanet.name}, version {datanet.latestVersion}
              </option>
            ))}
          </select>
        </label>
        <label>
          Or a file of JSON lines
          <input name="file" type="file" accept=".jsonl,.ndjson,.json,.txt" />
        </label>
        <div>
          <button type="submit" disabled={act.busy}>
            Ask
          </button>
        </div>
        <Refusal act={act} />
      </form>
    </details>
  );
}
