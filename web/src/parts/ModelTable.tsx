import { Link } from "@tanstack/react-router";
import type { ModelLine } from "../api";
import { count, short } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { AccountName } from "./Names";

const COLUMNS: Column<ModelLine>[] = [
  {
    id: "name",
    name: "name",
    value: (model) => model.name,
    show: (model) => (
      <Link to="/runs/$id" params={{ id: model.run }}>
        {model.name}
      </Link>
    ),
  },
  {
    id: "owner",
    name: "owner",
    value: (model) => model.ownerName ?? model.owner,
    show: (model) => <AccountName address={model.owner} name={model.ownerName} />,
    extra: true,
  },
  {
    id: "versions",
    name: "trained on",
    value: (model) => model.versions.map(({ datanet, number }) => `${datanet}@${number}`).join(" "),
    show: (model) => <TrainedOn model={model} />,
    sorts: false,
  },
  {
    id: "adapterDigest",
    name: "adapter",
    value: (model) => model.adapterDigest,
    show: (model) => <code title={model.adapterDigest}>{short(model.adapterDigest)}</code>,
    sorts: false,
    extra: true,
  },
  {
    id: "state",
    name: "attribution",
    says: "Whether the adapters that leave one contributor out are trained.",
    value: (model) => model.state,
    show: (model) => <span className="tag">{model.attributionReady ? "ready" : "in training"}</span>,
    filter: [
      { value: "ready", name: "ready" },
      { value: "attributing", name: "in training" },
    ],
  },
  {
    id: "receipts",
    name: "answers",
    value: (model) => model.receipts ?? 0,
    show: (model) => count(model.receipts ?? 0),
    kind: "number",
  },
];

export function ModelTable({ source, name = "" }: { source: Source<ModelLine>; name?: string }) {
  return (
    <DataTable
      name={name}
      of={["model", "models"]}
      columns={COLUMNS}
      idOf={(model) => model.name}
      source={source}
      none={
        <>
          No model is trained yet. <Link to="/models">Fine-tune one</Link> on a Datanet's version.
        </>
      }
    />
  );
}

function TrainedOn({ model }: { model: ModelLine }) {
  return model.versions.map((version) => (
    <span key={version.datanet}>
      <Link to="/datanets/$id" params={{ id: version.datanet }}>
        Datanet {version.datanet}
      </Link>{" "}
      v{version.number}{" "}
    </span>
  ));
}
