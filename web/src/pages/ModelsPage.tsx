import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ModelLine, RunDetail } from "../api";
import { get, hasEnded } from "../api";
import { ago } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { ModelTable } from "../parts/ModelTable";
import { NextStep } from "../parts/NextStep";
import { RunProgress } from "../parts/RunProgress";
import { SignInFirst } from "../parts/SignIn";
import { StartRun } from "../parts/StartRun";
import { useRights } from "../session";

export function ModelsPage() {
  const models = useQuery({ queryKey: ["models"], queryFn: () => get<ModelLine[]>("/api/models") });
  const runs = useQuery({
    queryKey: ["runs"],
    queryFn: () => get<RunDetail[]>("/api/runs"),
    refetchInterval: (query) => (query.state.data?.every(hasEnded) ? false : 1_000),
  });
  const { actsForAny } = useRights();
  return (
    <>
      <Heading title="Models" />
      <div className="grid two">
        <div className="stack">
          <NextStep />
          <section>
            <Loaded query={models}>{(list) => <ModelTable models={list} />}</Loaded>
          </section>
          <section aria-labelledby="runs">
            <h2 id="runs">Runs</h2>
            <Loaded query={runs}>{(list) => <Runs runs={list} />}</Loaded>
          </section>
        </div>
        {actsForAny ? <StartRun /> : <SignInFirst to="fine-tune a model" />}
      </div>
    </>
  );
}

function Runs({ runs }: { runs: RunDetail[] }) {
  if (runs.length === 0) return <p className="small">No run yet.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>model</th>
            <th>state</th>
            <th>progress</th>
            <th className="n">requested</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td>
                <Link to="/runs/$id" params={{ id: run.id }}>
                  {run.name}
                </Link>
              </td>
              <td>
                <span className="tag">{run.state}</span>
              </td>
              <td>{hasEnded(run) ? run.message : <RunProgress run={run} />}</td>
              <td className="n">{ago(run.createdMillis)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
