import { Refusal, useAct } from "../act";
import { type OutboxLine, post } from "../api";
import { ago } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";

const STATES = ["queued", "aside", "sent", "confirmed", "failed", "cancelled"];

const COLUMNS: Column<OutboxLine>[] = [
  { id: "key", name: "transaction", value: (entry) => entry.key, show: (entry) => <Key of={entry.key} /> },
  {
    id: "state",
    name: "state",
    value: (entry) => entry.state,
    show: (entry) => <span className="tag">{entry.cancelling ? `${entry.state}, cancelling` : entry.state}</span>,
    filter: STATES.map((state) => ({ value: state, name: state })),
  },
  { id: "reason", name: "reason", value: (entry) => entry.reason ?? "", sorts: false },
  {
    id: "valueGwei",
    name: "OPEN",
    value: (entry) => entry.valueGwei,
    show: (entry) => <Money gwei={entry.valueGwei} bare />,
    kind: "number",
    sorts: false,
  },
  {
    id: "createdMillis",
    name: "requested",
    value: (entry) => entry.createdMillis,
    show: (entry) => ago(entry.createdMillis),
    kind: "time",
  },
  {
    id: "do",
    name: "do",
    value: () => "",
    show: (entry) => (["queued", "aside", "sent"].includes(entry.state) ? <Do entry={entry} /> : null),
    sorts: false,
  },
];

/** A phone has room for the beginning of a key; the command line and the table's CSV say it whole. */
function Key({ of }: { of: string }) {
  return <code title={of}>{of.length > 20 ? `${of.slice(0, 19)}…` : of}</code>;
}

function Do({ entry }: { entry: OutboxLine }) {
  const act = useAct();
  return (
    <>
      {entry.state === "aside" && (
        <button
          type="button"
          className="plain"
          onClick={() => act.run(() => post("/api/outbox/retry", { key: entry.key }))}
          disabled={act.busy}
          aria-label={`Try ${entry.key} again`}
        >
          Try again
        </button>
      )}{" "}
      <button
        type="button"
        className="plain"
        onClick={() => act.run(() => post("/api/outbox/cancel", { key: entry.key }))}
        disabled={act.busy}
        aria-label={`Cancel ${entry.key}`}
      >
        Cancel
      </button>
      <Refusal act={act} />
    </>
  );
}

/** The operator's transactions: what waits, why, and what to do about it. */
export function OutboxTable({ source }: { source: Source<OutboxLine> }) {
  return (
    <DataTable
      name="outbox"
      of={["transaction", "transactions"]}
      columns={COLUMNS}
      idOf={(entry) => entry.key}
      sort="-createdMillis"
      pageSize={10}
      source={source}
      none="The operator has sent nothing yet."
    />
  );
}
