import { Link } from "@tanstack/react-router";
import type { DatanetLine } from "../api";
import { count } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { AccountName } from "./Names";

const COLUMNS: Column<DatanetLine>[] = [
  {
    id: "name",
    name: "name",
    value: (datanet) => datanet.name,
    show: (datanet) => (
      <Link to="/datanets/$id" params={{ id: datanet.id }}>
        {datanet.name}
      </Link>
    ),
  },
  { id: "licence", name: "licence", value: (datanet) => datanet.licence },
  {
    id: "owner",
    name: "owner",
    value: (datanet) => datanet.ownerName ?? datanet.owner,
    show: (datanet) => <AccountName address={datanet.owner} name={datanet.ownerName} />,
    extra: true,
  },
  {
    id: "schema",
    name: "kind of rows",
    value: (datanet) => datanet.schema,
    show: (datanet) => datanet.schema.toLowerCase(),
    filter: [
      { value: "INSTRUCTION", name: "instruction" },
      { value: "TEXT", name: "text" },
      { value: "PREFERENCE", name: "preference" },
      { value: "CHAT", name: "chat" },
      { value: "LABEL", name: "label" },
    ],
    extra: true,
    sorts: false,
  },
  {
    id: "rowsAccepted",
    name: "accepted rows",
    value: (datanet) => datanet.rowsAccepted,
    show: (datanet) => count(datanet.rowsAccepted),
    kind: "number",
  },
  {
    id: "contributors",
    name: "contributors",
    value: (datanet) => datanet.contributors,
    show: (datanet) => count(datanet.contributors),
    kind: "number",
  },
  {
    id: "latestVersion",
    name: "version",
    value: (datanet) => datanet.latestVersion,
    show: (datanet) => datanet.latestVersion || "–",
    kind: "number",
  },
];

export function DatanetTable({ source, name = "" }: { source: Source<DatanetLine>; name?: string }) {
  return (
    <DataTable
      name={name}
      of={["Datanet", "Datanets"]}
      columns={COLUMNS}
      idOf={(datanet) => datanet.id}
      source={source}
      none={
        <>
          There is no Datanet yet. <Link to="/datanets">Start the first one</Link>.
        </>
      }
    />
  );
}
