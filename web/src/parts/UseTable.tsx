import type { RowDetail } from "../api";
import { ago, percent } from "../format";
import type { Column } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";
import { ReceiptName } from "./Names";

type Use = RowDetail["uses"][number];

const COLUMNS: Column<Use>[] = [
  {
    id: "receipt",
    name: "receipt",
    value: (use) => use.receipt,
    show: (use) => <ReceiptName id={use.receipt} />,
    sorts: false,
  },
  { id: "model", name: "model", value: (use) => use.model, filter: "seen" },
  {
    id: "scorePpm",
    name: "of the contributor's share",
    value: (use) => use.scorePpm,
    show: (use) => percent(use.scorePpm),
    kind: "number",
  },
  {
    id: "paidGwei",
    name: "paid to the contributor, OPEN",
    value: (use) => use.paidGwei,
    show: (use) => <Money gwei={use.paidGwei} bare />,
    kind: "number",
  },
  {
    id: "waitingGwei",
    name: "held, OPEN",
    value: (use) => use.waitingGwei,
    show: (use) => <Money gwei={use.waitingGwei} bare />,
    kind: "number",
  },
  { id: "timeMillis", name: "when", value: (use) => use.timeMillis, show: (use) => ago(use.timeMillis), kind: "time" },
];

/** The latest answers that name a row. */
export function UseTable({ uses }: { uses: Use[] }) {
  return (
    <DataTable
      name=""
      of={["answer", "answers"]}
      columns={COLUMNS}
      idOf={(use) => use.receipt}
      sort="-timeMillis"
      source={{ rows: uses }}
      none="None yet. A receipt lists the rows that are nearest to its answer."
    />
  );
}
