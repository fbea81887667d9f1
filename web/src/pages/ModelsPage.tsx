import { useQuery } from "@tanstack/react-query";
import type { ModelLine, RunDetail } from "../api";
import { get, hasEnded } from "../api";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { ModelTable } from "../parts/ModelTable";
import { NextStep } from "../parts/NextStep";
import { RunTable } from "../parts/RunTable";
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
            <Loaded query={models}>{(list) => <ModelTable source={{ rows: list }} />}</Loaded>
          </section>
          <section aria-labelledby="runs">
            <h2 id="runs">Runs</h2>
            <Loaded query={runs}>{(list) => <RunTable source={{ rows: list }} />}</Loaded>
          </section>
        </div>
        {actsForAny ? <StartRun /> : <SignInFirst to="fine-tune a model" />}
      </div>
    </>
  );
}
