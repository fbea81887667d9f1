import type { VersionLine } from "../api";
import { ago, count, short } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";

const COLUMNS: Column<VersionLine>[] = [
  { id: "number", name: "version", value: (version) => version.number, kind: "number" },
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
];

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
