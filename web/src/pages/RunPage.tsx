import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { RunDetail } from "../api";
import { get } from "../api";
import { count, percent } from "../format";
import { LossCurve } from "../parts/Chart";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";

const FINAL = ["ready", "failed", "cancelled"];

export function RunPage() {
  const { id } = useParams({ from: "/runs/$id" });
  const run = useQuery({
    queryKey: ["run", id],
    queryFn: () => get<RunDetail>(`/api/runs/${id}`),
    refetchInterval: (query) => (FINAL.includes(query.state.data?.state ?? "") ? false : 1_000),
  });
  return <Loaded query={run}>{(data) => <Run run={data} />}</Loaded>;
}

function Run({ run }: { run: RunDetail }) {
  return (
    <>
      <h1>
        <span className="crumb">Model</span> {run.name} <span className="tag">{run.state}</span>
      </h1>
      <div className="grid two">
        <section aria-labelledby="loss">
          <h2 id="loss">Training loss, nats a token</h2>
          <LossCurve points={run.lossCurve} />
          {run.lossBefore !== undefined && run.lossAfter !== undefined && (
            <p className="say">
              On the rows it was trained on, the loss fell from {run.lossBefore.toFixed(2)} to {run.lossAfter.toFixed(2)}.
            </p>
          )}
        </section>
        <section>
          <h2>Run</h2>
          {!FINAL.includes(run.state) && (
            <progress value={run.progressPpm} max={1_000_000}>
              {percent(run.progressPpm)}
            </progress>
          )}
          <table>
            <tbody>
              <tr>
                <td>owner</td>
                <td className="n">
                  <AccountName address={run.owner} />
                </td>
              </tr>
              <tr>
                <td>steps</td>
                <td className="n">
                  {count(run.step)} of {count(run.steps)}
                </td>
              </tr>
              {run.seconds !== undefined && (
                <tr>
                  <td>time</td>
                  <td className="n">{run.seconds.toFixed(1)} s</td>
                </tr>
              )}
            </tbody>
          </table>
          {run.message && <p className="error">{run.message}</p>}
        </section>
      </div>
    </>
  );
}
