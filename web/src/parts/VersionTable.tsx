import { Link, useParams } from "@tanstack/react-router";
import type { VersionLine } from "../api";
import { ago, count, short } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";

const COLUMNS: Column<VersionLine>[] = [
  {
    id: "number",
    name: "version",
    value: (version) => version.number,
    show: (version) => <Numbered number={version.number} />,
    kind: "number",
  },
  {
    id: "rows",
    name: "rows",
    value: (version) => version.rows,
    show: (version) => count(version.rows),
    kind: "number",
  },
  {
    id: "root",
    name: "root on chain",
    value: (version) => version.root,
    show: (version) => <code title={version.root}>{short(version.root)}</code>,
    sorts: false,
  },
  {
    id: "timeMillis",
    name: "published",
    value: (version) => version.timeMillis,
    show: (version) => ago(version.timeMillis),
    kind: "time",
  },
  { id: "note", name: "note", value: (version) => version.note, text: "long", sorts: false },
];

function Numbered({ number }: { number: number }) {
  const { id } = useParams({ from: "/datanets/$id" });
  return (
    <Link to="/datanets/$id/versions/$number" params={{ id, number: String(number) }}>
      {number}
    </Link>
  );
}

/** The published versions of a Datanet. */
export function VersionTable({ source }: { source: Source<VersionLine> }) {
  return (
    <DataTable
      name="versions"
      of={["version", "versions"]}
      columns={COLUMNS}
      idOf={(version) => String(version.number)}
      sort="-number"
      pageSize={5}
      source={source}
      none="No version has been published yet."
    />
  );
}
