import type { RunDetail } from "../api";
import { hasEnded } from "../api";
import { BringModel } from "../parts/BringModel";
import { Heading } from "../parts/Heading";
import { ModelTable } from "../parts/ModelTable";
import { NextStep } from "../parts/NextStep";
import { RunTable } from "../parts/RunTable";
import { SignInFirst } from "../parts/SignIn";
import { StartRun } from "../parts/StartRun";
import { Together } from "../parts/Together";
import { useRights } from "../session";
import type { Page } from "../table/column";

const REFRESH_MILLIS = 1_000;

export function ModelsPage() {
  const { actsForAny } = useRights();
  return (
    <>
      <Heading title="Models" />
      <Together>
        <div className="grid two">
          <div className="stack">
            <NextStep />
            <section>
              <ModelTable source={{ from: "/api/models", subject: ["models"] }} />
            </section>
            <section aria-labelledby="runs">
              <h2 id="runs">Runs</h2>
              <RunTable source={{ from: "/api/runs", subject: ["runs"], refresh: whileRunning }} />
            </section>
          </div>
          {actsForAny ? (
            <div className="stack">
              <StartRun />
              <BringModel />
            </div>
          ) : (
            <SignInFirst to="fine-tune a model or bring an adapter" />
          )}
        </div>
      </Together>
    </>
  );
}

function whileRunning({ list }: Page<RunDetail>): number | false {
  return list.every(hasEnded) ? false : REFRESH_MILLIS;
}
