import { useQuery } from "@tanstack/react-query";
import { Refusal, useAct } from "../act";
import { type EpochList, get, postOnce } from "../api";
import { time } from "../format";
import { EpochTable } from "../parts/EpochTable";
import { Heading } from "../parts/Heading";
import { OutboxTable } from "../parts/OutboxTable";
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
          <Next />
          <EpochTable source={{ from: "/api/epochs", subject: ["epochs"] }} />
          {administers && <Close />}
        </section>
        {administers && (
          <section aria-labelledby="outbox">
            <h2 id="outbox">Transactions of the operator</h2>
            <p className="say">
              One that cannot be sent is set aside, and tried again by itself. It stops those that need it, and no
              others.
            </p>
            <OutboxTable source={{ from: "/api/outbox", subject: ["outbox"] }} />
          </section>
        )}
      </Together>
    </>
  );
}

/** When the open epoch closes by itself. */
function Next() {
  const epochs = useQuery({ queryKey: ["epochs", "next"], queryFn: () => get<EpochList>("/api/epochs?limit=1") });
  const closes = epochs.data?.closesAtMillis;
  return closes ? <p className="say">The open epoch closes at {time(closes)}.</p> : null;
}

/** Settles all receipts that wait, which takes the administrator. */
function Close() {
  const act = useAct();
  return (
    <>
      <div className="acts">
        <button type="button" onClick={() => act.run(() => postOnce("/api/epochs", {}))} disabled={act.busy}>
          {act.busy ? "Settling on chain…" : "Close the open epoch"}
        </button>
      </div>
      <Refusal act={act} />
    </>
  );
}
