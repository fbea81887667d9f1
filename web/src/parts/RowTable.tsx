import type { Row } from "../api";
import { count, excerpt } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { AccountName } from "./Names";
import { RowLink } from "./RowLink";

const COLUMNS: Column<Row>[] = [
  { id: "leaf", name: "row", value: (row) => row.leaf, show: (row) => <RowLink leaf={row.leaf} />, sorts: false },
  {
    id: "text",
    text: "long",
    name: "text",
    value: (row) => row.text,
    show: (row) => excerpt(row.text, 300),
    sorts: false,
  },
  {
    id: "contributor",
    name: "contributor",
    value: (row) => row.contributor,
    show: (row) => <AccountName address={row.contributor} name={row.contributorName} />,
  },
  {
    id: "position",
    name: "position",
    value: (row) => row.position ?? 0,
    show: (row) => count(row.position ?? 0),
    kind: "number",
    extra: true,
  },
];

/** The rows of a version. */
export function RowTable({ source }: { source: Source<Row> }) {
  return (
    <DataTable
      name="rows"
      of={["row", "rows"]}
      columns={COLUMNS}
      idOf={(row) => row.leaf}
      pageSize={10}
      source={source}
      none="No version has been published yet. Accepted rows become one when the owner publishes them."
    />
  );
}
