import type { AuditEntry } from "../api";
import { ago } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";

const COLUMNS: Column<AuditEntry>[] = [
  { id: "epoch", name: "epoch", value: (audit) => audit.epoch, kind: "number" },
  {
    id: "gwei",
    name: "OPEN",
    value: (audit) => audit.gwei,
    show: (audit) => <Change gwei={audit.gwei} />,
    kind: "number",
  },
  { id: "says", text: "long", name: "why", value: (audit) => audit.says, sorts: false },
  {
    id: "timeMillis",
    name: "when",
    value: (audit) => audit.timeMillis,
    show: (audit) => ago(audit.timeMillis),
    kind: "time",
  },
];

/** What became of what waited, epoch by epoch. */
export function AuditTable({ source }: { source: Source<AuditEntry> }) {
  return (
    <DataTable
      name="audits"
      of={["decision", "decisions"]}
      columns={COLUMNS}
      idOf={(audit) => `${audit.epoch}-${audit.role}-${audit.says}`}
      sort="-epoch"
      pageSize={10}
      source={source}
      none="No epoch's audit has decided on this account yet."
    />
  );
}

function Change({ gwei }: { gwei: number }) {
  return (
    <>
      {gwei > 0 && "+"}
      <Money gwei={gwei} bare />
    </>
  );
}
