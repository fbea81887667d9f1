import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { ModelLine, ReceiptLine } from "../api";
import { useAwaited } from "../awaited";
import { ago } from "../format";
import type { Choice, Column, Source } from "../table/column";
import { all } from "../table/listing";
import { DataTable } from "./DataTable";
import { Money } from "./Money";
import { ReceiptName } from "./Names";
import { Bar } from "./Shares";

const STATES: Choice[] = [
  { value: "receipted", name: "receipted" },
  { value: "answered", name: "being measured" },
  { value: "admitted", name: "being answered" },
];

/** As the node pages receipts, the models among which to choose come from their own list. */
function columnsOf(models: string[]): Column<ReceiptLine>[] {
  return COLUMNS.map((column) =>
    column.id === "model" ? { ...column, filter: models.map((name) => ({ value: name, name })) } : column,
  );
}

const COLUMNS: Column<ReceiptLine>[] = [
  { id: "id", name: "receipt", value: (line) => line.id, show: (line) => <ReceiptName id={line.id} />, sorts: false },
  { id: "model", name: "model", value: (line) => line.model },
  { id: "question", text: "long", name: "question", value: (line) => line.question, sorts: false },
  { id: "answer", text: "long", name: "answer", value: (line) => line.answer, sorts: false },
  {
    id: "state",
    name: "state",
    value: (line) => line.state,
    show: (line) => <span className="tag">{line.state}</span>,
    filter: STATES,
    extra: true,
  },
  {
    id: "dataPpm",
    name: "credit",
    says: "How the credit is divided among contributors, base model and what is unattributed.",
    value: (line) => line.dataPpm,
    show: (line) => <Credit receipt={line} />,
    sorts: false,
  },
  {
    id: "feeGwei",
    name: "fee, OPEN",
    value: (line) => line.feeGwei,
    show: (line) => <Money gwei={line.feeGwei} bare />,
    kind: "number",
  },
  {
    id: "timeMillis",
    name: "when",
    value: (line) => line.timeMillis,
    show: (line) => ago(line.timeMillis),
    kind: "time",
  },
];

export function ReceiptTable({ source, name = "" }: { source: Source<ReceiptLine>; name?: string }) {
  const models = useAwaited<ModelLine[]>({ queryKey: ["models", "all"], queryFn: () => all<ModelLine>("/api/models") });
  const columns = useMemo(() => columnsOf((models.data ?? []).map((model) => model.name)), [models.data]);
  return (
    <DataTable
      name={name}
      of={["receipt", "receipts"]}
      columns={columns}
      idOf={(line) => line.id}
      sort="-timeMillis"
      source={source}
      none={
        <>
          No question has been asked yet. <Link to="/playground">Ask a model in the playground</Link>.
        </>
      }
    />
  );
}

function Credit({ receipt }: { receipt: ReceiptLine }) {
  if (receipt.state !== "receipted") return <span className="tag">{receipt.state}</span>;
  return (
    <Bar
      thin
      parts={[
        { name: "contributors", ppm: receipt.dataPpm, background: "var(--c0)" },
        { name: "base model", ppm: receipt.basePpm, className: "base" },
        { name: "unattributed", ppm: receipt.unattributedPpm, className: "none" },
      ]}
    />
  );
}
