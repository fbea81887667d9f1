import { Link } from "@tanstack/react-router";
import type { Earning } from "../api";
import { ago, excerpt, percent } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";
import { ReceiptName } from "./Names";
import { RowLink } from "./RowLink";

const COLUMNS: Column<Earning>[] = [
  {
    id: "receiptId",
    name: "for",
    value: (line) => line.receiptId ?? line.run ?? line.model,
    show: (line) => <What line={line} />,
    sorts: false,
  },
  {
    id: "role",
    name: "role",
    value: (line) => line.role,
    show: asWhat,
    filter: [
      { value: "contributor", name: "contributor" },
      { value: "waiting", name: "contributor, held" },
      { value: "developer", name: "developer" },
      { value: "royalty", name: "royalty" },
      { value: "base", name: "base" },
      { value: "operator", name: "operator" },
      { value: "treasury", name: "treasury" },
      { value: "stakers", name: "stakers" },
      { value: "commons", name: "commons" },
    ],
  },
  { id: "model", name: "model", value: (line) => line.model, extra: true },
  {
    id: "question",
    text: "long",
    name: "question",
    value: (line) => line.question,
    show: (line) => excerpt(line.question ?? ""),
    sorts: false,
  },
  {
    id: "row",
    text: "long",
    name: "nearest row",
    value: (line) => line.rows[0]?.text,
    show: (line) =>
      line.rows[0] ? (
        <RowLink leaf={line.rows[0].leaf} text={line.rows[0].text} />
      ) : (
        line.ppm !== undefined && <span className="small">private</span>
      ),
    sorts: false,
  },
  {
    id: "ppm",
    name: "share",
    value: (line) => line.ppm,
    show: (line) => (line.ppm === undefined ? "" : percent(line.ppm)),
    kind: "number",
  },
  {
    id: "gwei",
    name: "OPEN",
    value: (line) => line.gwei,
    show: (line) => <Money gwei={line.gwei} bare />,
    kind: "number",
  },
  {
    id: "epoch",
    name: "epoch",
    value: (line) => line.epoch,
    show: (line) => line.epoch || "open",
    kind: "number",
    extra: true,
  },
  {
    id: "timeMillis",
    name: "when",
    value: (line) => line.timeMillis,
    show: (line) => ago(line.timeMillis),
    kind: "time",
  },
];

/** What an account earned, one line an answer, a run's reward, or a bond that was taken. */
export function EarningTable({ source }: { source: Source<Earning> }) {
  return (
    <DataTable
      name=""
      of={["earning", "earnings"]}
      columns={COLUMNS}
      idOf={(line) => `${line.receiptId ?? line.run ?? line.model}-${line.action ?? ""}-${line.role}`}
      sort="-timeMillis"
      source={source}
      none={
        <>
          Nothing yet. A row earns when it makes an answer more likely. A row can be accepted and still earn nothing.{" "}
          <Link to="/datanets">Choose a Datanet to contribute to</Link>.
        </>
      }
    />
  );
}

function What({ line }: { line: Earning }) {
  if (line.receiptId !== undefined)
    return (
      <>
        <ReceiptName id={line.receiptId} />
        {line.action !== undefined && <span className="small">, which decided what an agent did</span>}
      </>
    );
  if (line.run === undefined) return line.model;
  return (
    <Link to="/runs/$id" params={{ id: line.run }}>
      training {line.model}
    </Link>
  );
}

function asWhat(line: Earning): string {
  if (line.role !== "waiting") return line.role;
  return line.epoch > 0 ? "was held" : "held";
}
