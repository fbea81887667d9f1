import { useQuery } from "@tanstack/react-query";
import { Refusal, useAct } from "../act";
import type { EpochLine } from "../api";
import { get, post } from "../api";
import { EpochTable } from "../parts/EpochTable";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { useRights } from "../session";
import { WORDS } from "../words";

export function EpochsPage() {
  const epochs = useQuery({ queryKey: ["epochs"], queryFn: () => get<EpochLine[]>("/api/epochs") });
  const { administers } = useRights();
  return (
    <>
      <Heading title="Epochs" />
      <section>
        <p className="say first">{WORDS.epoch.help}</p>
        <Loaded query={epochs}>{(list) => <EpochTable source={{ rows: list }} />}</Loaded>
        {administers && <Close />}
      </section>
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
