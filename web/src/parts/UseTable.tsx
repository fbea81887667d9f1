import type { RowUse } from "../api";
import { ago, percent } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";
import { ReceiptName } from "./Names";

const COLUMNS: Column<RowUse>[] = [
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

/** The answers that name a row. */
export function UseTable({ source }: { source: Source<RowUse> }) {
  return (
    <DataTable
      name=""
      of={["answer", "answers"]}
      columns={COLUMNS}
      idOf={(use) => use.receipt}
      sort="-timeMillis"
      source={source}
      none="None that you may see. A receipt commits to the rows that are nearest to its answer."
    />
  );
}
