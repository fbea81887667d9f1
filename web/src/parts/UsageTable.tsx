import type { Usage } from "../api";
import { count } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";

const COLUMNS: Column<Usage>[] = [
  {
    id: "dayMillis",
    name: "day (UTC)",
    value: (line) => line.dayMillis,
    show: (line) => day(line.dayMillis),
    kind: "time",
  },
  {
    id: "by",
    name: "by",
    value: (line) => line.by,
    show: (line) => <span className="tag">{line.by}</span>,
    filter: ["model", "key"].map((by) => ({ value: by, name: by })),
    sorts: false,
  },
  { id: "name", name: "name", value: (line) => line.name },
  {
    id: "payments",
    name: "payments",
    value: (line) => line.payments,
    show: (line) => (line.by === "key" ? "" : count(line.payments)),
    kind: "number",
  },
  {
    id: "gwei",
    name: "OPEN",
    value: (line) => line.gwei,
    show: (line) => <Money gwei={line.gwei} bare />,
    kind: "number",
  },
];

function day(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}

/** What an account paid, by day: the lines of models are all of it, those of keys say which part keys paid. */
export function UsageTable({ source }: { source: Source<Usage> }) {
  return (
    <DataTable
      name="usage"
      of={["line", "lines"]}
      columns={COLUMNS}
      idOf={(line) => `${line.by}-${line.dayMillis}-${line.name}`}
      sort="-dayMillis"
      pageSize={10}
      source={source}
      none="This account has paid for nothing yet."
    />
  );
}
