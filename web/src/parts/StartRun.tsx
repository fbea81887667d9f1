import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Refusal, useAct } from "../act";
import type { DatanetLine, RunEstimate as Estimate, RunDetail } from "../api";
import { post, postOnce } from "../api";
import { useAwaited } from "../awaited";
import { gweiFrom } from "../format";
import { all } from "../table/listing";
import { AccountField } from "./AccountField";
import { PlanFields, planOf } from "./PlanFields";
import { RunEstimate } from "./RunEstimate";

/** Fine-tune the base on the latest version of a Datanet. */
export function StartRun() {
  const navigate = useNavigate();
  const act = useAct();
  const estimating = useAct();
  const [estimate, setEstimate] = useState<Estimate>();
  const datanets = useAwaited<DatanetLine[]>({
    queryKey: ["datanets", "all"],
    queryFn: () => all<DatanetLine>("/api/datanets"),
  });
  const usable = (datanets.data ?? []).filter((datanet) => datanet.latestVersion > 0);

  const wanted = (form: FormData) => ({
    name: form.get("name"),
    owner: String(form.get("owner")).trim().toLowerCase(),
    versions: usable
      .filter((datanet) => form.getAll("datanet").includes(datanet.id))
      .map((datanet) => ({ datanet: datanet.id, number: datanet.latestVersion })),
    ...(form.get("heldOut") ? { heldOutPpm: Math.round(Number(form.get("heldOut")) * 10_000) } : {}),
    ...(form.get("gate") ? { gateNanonats: Math.round(Number(form.get("gate")) * 1e9) } : {}),
    rewardGwei: gweiFrom(Number(form.get("reward"))),
    royaltyBps: Math.round(Number(form.get("royalty")) * 100),
    configuration: planOf(form),
  });
  const start = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const run = wanted(new FormData(event.currentTarget));
    act.run(async () => {
      const { id } = await postOnce<RunDetail>("/api/runs", run);
      await navigate({ to: "/runs/$id", params: { id } });
    });
  };
  const ask = (form: HTMLFormElement | null) => {
    if (!form?.reportValidity()) return;
    const run = wanted(new FormData(form));
    estimating.run(async () => setEstimate(await post<Estimate>("/api/runs/estimate", run)));
  };

  return (
    <section aria-labelledby="start">
      <h2 id="start">Fine-tune a model</h2>
      {usable.length === 0 ? (
        <p className="small">No Datanet has a published version to learn from yet. Publish one first.</p>
      ) : (
        <form onSubmit={start} onChange={() => setEstimate(undefined)} className="stack tight">
          <label>
            Name (used in the API)
            <input name="name" required maxLength={64} placeholder="my-model" />
          </label>
          <AccountField name="owner" label="Owner" />
          <label>
            Learn from
            <select name="datanet" multiple required size={Math.min(6, Math.max(2, usable.length))}>
              {usable.map((datanet) => (
                <option key={datanet.id} value={datanet.id}>
                  {datanet.name}, version {datanet.latestVersion}, {datanet.licence}
                </option>
              ))}
            </select>
          </label>
          <label>
            Your share when someone builds on this model (%)
            <input name="royalty" type="number" min={0} max={100} step={0.01} defaultValue={0} />
          </label>
          <label>
            Bonus for contributors who improve the model (OPEN)
            <input name="reward" type="number" min={0} step={0.000000001} defaultValue={0} />
          </label>
          <label>
            Rows held out, to measure on (%); empty for 5 where there are 200 rows
            <input name="heldOut" type="number" min={0} max={50} step={0.1} />
          </label>
          <label>
            Answer by itself if a held-out token costs so much less (nats); empty: you deploy it
            <input name="gate" type="number" min={0} max={1000} step={0.001} />
          </label>
          <PlanFields />
          {estimate && <RunEstimate estimate={estimate} />}
          {estimating.busy && (
            <p className="small" role="status">
              Estimating. The first estimate of a base measures this machine, which takes a while.
            </p>
          )}
          <Refusal act={estimating} />
          <div className="acts">
            <button type="button" disabled={estimating.busy} onClick={(event) => ask(event.currentTarget.form)}>
              Estimate
            </button>
            <button type="submit" className="first" disabled={act.busy}>
              Start
            </button>
          </div>
        </form>
      )}
      <Refusal act={act} />
    </section>
  );
}
