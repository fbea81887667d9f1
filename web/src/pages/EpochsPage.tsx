import { Refusal, useAct } from "../act";
import { post } from "../api";
import { EpochTable } from "../parts/EpochTable";
import { Heading } from "../parts/Heading";
import { Together } from "../parts/Together";
import { useRights } from "../session";
import { WORDS } from "../words";

export function EpochsPage() {
  const { administers } = useRights();
  return (
    <>
      <Heading title="Epochs" />
      <Together>
        <section>
          <p className="say first">{WORDS.epoch.help}</p>
          <EpochTable source={{ from: "/api/epochs", subject: ["epochs"] }} />
          {administers && <Close />}
        </section>
      </Together>
    </>
  );
}

/** Settles all receipts that wait, which takes the administrator. */
function Close() {
  const act = useAct();
  return (
    <>
      <div className="acts">
        <button type="button" onClick={() => act.run(() => post("/api/epochs", {}))} disabled={act.busy}>
          {act.busy ? "Settling on chain…" : "Close the open epoch"}
        </button>
      </div>
      <Refusal act={act} />
    </>
  );
}
