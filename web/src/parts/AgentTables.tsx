import { Link } from "@tanstack/react-router";
import type { ActionLine, MandateLine } from "../api";
import { ago, time } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";
import { AccountName } from "./Names";

const choices = (...words: string[]) => words.map((word) => ({ value: word, name: word }));

const MANDATES: Column<MandateLine>[] = [
  {
    id: "name",
    name: "agent",
    value: (line) => line.name,
    show: (line) => (
      <Link to="/agents/$id" params={{ id: line.id }}>
        {line.name}
      </Link>
    ),
  },
  {
    id: "state",
    name: "state",
    value: (line) => line.state,
    show: (line) => <span className="tag">{line.state}</span>,
    filter: choices("live", "expired", "ended"),
    sorts: false,
  },
  {
    id: "paidGwei",
    name: "spent, OPEN",
    says: "What its calls cost, with those of mandates under it.",
    value: (line) => line.paidGwei,
    show: (line) => <Money gwei={line.paidGwei} bare />,
    kind: "number",
    sorts: false,
  },
  {
    id: "budgetGwei",
    name: "of, OPEN",
    says: "The most that it may spend in all.",
    value: (line) => line.budgetGwei,
    show: (line) => <Money gwei={line.budgetGwei} bare />,
    kind: "number",
    sorts: false,
  },
  {
    id: "calls",
    name: "calls",
    value: (line) => line.calls,
    kind: "number",
    sorts: false,
  },
  {
    id: "principal",
    name: "pays",
    value: (line) => line.principal,
    show: (line) => <AccountName address={line.principal} />,
    sorts: false,
  },
  {
    id: "createdMillis",
    name: "given",
    value: (line) => line.createdMillis,
    show: (line) => ago(line.createdMillis),
    kind: "time",
  },
  {
    id: "expiresMillis",
    name: "ends",
    value: (line) => line.expiresMillis,
    show: (line) => time(line.expiresMillis),
    kind: "time",
    sorts: false,
    extra: true,
  },
];

export function MandateTable({ source }: { source: Source<MandateLine> }) {
  return (
    <DataTable
      name=""
      of={["mandate", "mandates"]}
      columns={MANDATES}
      idOf={(line) => line.id}
      sort="-createdMillis"
      source={source}
      none="No agent may act yet. A mandate says what one may do; give one with openledger mandate create."
    />
  );
}

const ACTIONS: Column<ActionLine>[] = [
  {
    id: "tool",
    name: "what",
    value: (line) => line.tool,
    show: (line) => (
      <Link to="/actions/$id" params={{ id: line.id }}>
        {line.tool}
      </Link>
    ),
    sorts: false,
  },
  {
    id: "state",
    name: "state",
    value: (line) => line.state,
    show: (line) => <span className="tag">{line.state}</span>,
    filter: choices("awaiting", "admitted", "closed"),
    sorts: false,
  },
  { id: "why", name: "why", text: "long", value: (line) => line.why, sorts: false },
  {
    id: "paidGwei",
    name: "paid, OPEN",
    value: (line) => line.paidGwei,
    show: (line) => <Money gwei={line.paidGwei} bare />,
    kind: "number",
  },
  {
    id: "createdMillis",
    name: "when",
    value: (line) => line.createdMillis,
    show: (line) => ago(line.createdMillis),
    kind: "time",
  },
];

/** What agents did, the newest first. */
export function ActionTable({ from, name, none }: { from: string; name: string; none: string }) {
  return (
    <DataTable
      name={name}
      of={["call", "calls"]}
      columns={ACTIONS}
      idOf={(line) => line.id}
      sort="-createdMillis"
      source={{ from, subject: ["actions", from] }}
      none={none}
    />
  );
}
