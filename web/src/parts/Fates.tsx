import type { ContributionLine, LineFate } from "../api";
import { short, time } from "../format";
import type { Column } from "../table/column";
import { DataTable } from "./DataTable";
import { RowLink } from "./RowLink";

const STATES = ["waiting", "held", "accepted", "refused", "withdrawn"];

const COLUMNS: Column<LineFate>[] = [
  { id: "line", name: "line", value: (fate) => fate.line, kind: "number" },
  {
    id: "state",
    name: "state",
    value: (fate) => fate.state,
    show: (fate) => <span className="tag">{fate.state}</span>,
    filter: STATES.map((state) => ({ value: state, name: state })),
    sorts: false,
  },
  { id: "reason", name: "reason", value: (fate) => fate.reason, sorts: false },
  { id: "detail", name: "why", value: (fate) => fate.detail, text: "long", sorts: false },
  {
    id: "decidedBy",
    name: "decided by",
    value: (fate) => fate.decidedBy,
    show: (fate) => fate.decidedBy && (fate.decidedBy.startsWith("0x") ? short(fate.decidedBy) : fate.decidedBy),
    sorts: false,
  },
  {
    id: "decidedMillis",
    name: "when",
    value: (fate) => fate.decidedMillis,
    show: (fate) => fate.decidedMillis !== undefined && time(fate.decidedMillis),
    kind: "time",
    sorts: false,
  },
  {
    id: "leaf",
    name: "row",
    value: (fate) => fate.leaf,
    show: (fate) => fate.leaf && <RowLink leaf={fate.leaf} />,
    text: "code",
    extra: true,
    sorts: false,
  },
];

/** What became of every line of an upload, however many there are. */
export function Fates({ contribution }: { contribution: ContributionLine }) {
  return (
    <section aria-labelledby="fates">
      <h2 id="fates">What became of each line</h2>
      <DataTable
        name="lines"
        of={["line", "lines"]}
        columns={COLUMNS}
        idOf={(fate) => String(fate.line)}
        sort="line"
        pageSize={10}
        source={{
          from: `/api/contributions/${contribution.id}/lines`,
          subject: ["contribution", contribution.id, "lines"],
        }}
        none="The file had no line."
      />
    </section>
  );
}
