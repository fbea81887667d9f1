import { Link } from "@tanstack/react-router";
import type { EpochLine } from "../api";
import { ago, count, short, time } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";

const STATES = ["closed", "posted", "challenged", "rejected", "replacing", "disputed", "final"];

const COLUMNS: Column<EpochLine>[] = [
  {
    id: "number",
    name: "epoch",
    value: (epoch) => epoch.number,
    show: (epoch) => (
      <Link to="/epochs/$number" params={{ number: String(epoch.number) }}>
        {epoch.number}
      </Link>
    ),
    kind: "number",
  },
  {
    id: "state",
    name: "state",
    value: (epoch) => epoch.state,
    show: (epoch) => <span className="tag">{epoch.state}</span>,
    filter: STATES.map((state) => ({ value: state, name: state })),
  },
  {
    id: "receipts",
    name: "receipts",
    value: (epoch) => epoch.receipts,
    show: (epoch) => count(epoch.receipts),
    kind: "number",
  },
  {
    id: "paidGwei",
    name: "fees, OPEN",
    value: (epoch) => epoch.paidGwei,
    show: (epoch) => <Money gwei={epoch.paidGwei} bare />,
    kind: "number",
  },
  {
    id: "waitedGwei",
    name: "held, OPEN",
    value: (epoch) => epoch.waitedGwei,
    show: (epoch) => <Money gwei={epoch.waitedGwei} bare />,
    kind: "number",
  },
  {
    id: "releasedGwei",
    name: "released, OPEN",
    value: (epoch) => epoch.releasedGwei,
    show: (epoch) => <Money gwei={epoch.releasedGwei} bare />,
    kind: "number",
    sorts: false,
  },
  {
    id: "next",
    name: "next",
    value: (epoch) => epoch.next,
    show: (epoch) => (
      <>
        {epoch.nextAtMillis ? `${time(epoch.nextAtMillis)}: ` : ""}
        {epoch.next}
      </>
    ),
    sorts: false,
    extra: true,
  },
  {
    id: "root",
    name: "reward root",
    value: (epoch) => epoch.root,
    show: (epoch) => <code title={epoch.root}>{short(epoch.root)}</code>,
    sorts: false,
  },
  {
    id: "transaction",
    name: "transaction",
    value: (epoch) => epoch.transaction,
    show: (epoch) => <code title={epoch.transaction}>{short(epoch.transaction ?? "")}</code>,
    sorts: false,
    extra: true,
  },
  {
    id: "gas",
    name: "gas",
    value: (epoch) => epoch.gas,
    show: (epoch) => (epoch.gas ? count(epoch.gas) : "–"),
    kind: "number",
    sorts: false,
  },
  {
    id: "closedMillis",
    name: "closed",
    value: (epoch) => epoch.closedMillis,
    show: (epoch) => ago(epoch.closedMillis),
    kind: "time",
  },
];

export function EpochTable({ source, name = "" }: { source: Source<EpochLine>; name?: string }) {
  return (
    <DataTable
      name={name}
      of={["epoch", "epochs"]}
      columns={COLUMNS}
      idOf={(epoch) => String(epoch.number)}
      sort="-number"
      source={source}
      none="No epoch is closed yet. Receipts wait for the first one."
    />
  );
}
