import { Link } from "@tanstack/react-router";
import type { RunDetail } from "../api";
import { hasEnded } from "../api";
import { ago } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { RunProgress } from "./RunProgress";

const STATES = [
  "queued",
  "training",
  "evaluating",
  "registering",
  "attributing",
  "valuing",
  "ready",
  "failed",
  "cancelled",
];

const COLUMNS: Column<RunDetail>[] = [
  {
    id: "name",
    name: "model",
    value: (run) => run.name,
    show: (run) => (
      <Link to="/runs/$id" params={{ id: run.id }}>
        {run.name}
      </Link>
    ),
  },
  {
    id: "state",
    name: "state",
    value: (run) => run.state,
    show: (run) => <span className="tag">{run.paused ? `${run.state}, paused` : run.state}</span>,
    filter: STATES.map((state) => ({ value: state, name: state })),
  },
  {
    id: "progressPpm",
    name: "progress",
    value: (run) => (hasEnded(run) ? run.message : run.progressPpm),
    show: (run) => (hasEnded(run) ? run.message : <RunProgress run={run} />),
    sorts: false,
  },
  {
    id: "createdMillis",
    name: "requested",
    value: (run) => run.createdMillis,
    show: (run) => ago(run.createdMillis),
    kind: "time",
  },
];

export function RunTable({ source }: { source: Source<RunDetail> }) {
  return (
    <DataTable
      name="runs"
      of={["run", "runs"]}
      columns={COLUMNS}
      idOf={(run) => run.id}
      sort="-createdMillis"
      source={source}
      none="No run yet. A run fine-tunes the base model on a Datanet's version."
    />
  );
}
