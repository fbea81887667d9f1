import { Link } from "@tanstack/react-router";
import type { ModelLine } from "../api";
import { count, short } from "../format";
import type { Column, Source } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";
import { AccountName } from "./Names";

const COLUMNS: Column<ModelLine>[] = [
  {
    id: "name",
    name: "name",
    value: (model) => model.name,
    show: (model) => (
      <Link to="/models/$name" params={{ name: model.name }}>
        {model.name}
      </Link>
    ),
  },
  {
    id: "version",
    name: "version",
    value: (model) => model.version,
    show: (model) => model.version,
    kind: "number",
    sorts: false,
  },
  {
    id: "live",
    name: "live",
    says: "Whether this version answers under its name. It does by an act of its owner, or by the gate of its run.",
    value: (model) => (model.live ? "yes" : "no"),
    show: (model) => (model.live ? <span className="tag">live</span> : "no"),
    filter: [
      { value: "yes", name: "live" },
      { value: "no", name: "not live" },
    ],
  },
  {
    id: "origin",
    name: "from",
    value: (model) => model.origin,
    show: (model) => model.origin,
    sorts: false,
    extra: true,
    filter: [
      { value: "trained", name: "trained here" },
      { value: "brought", name: "brought" },
      { value: "base", name: "the base" },
    ],
  },
  {
    id: "priceGwei",
    name: "OPEN a token",
    value: (model) => model.priceGwei,
    show: (model) => <Money gwei={model.priceGwei} bare />,
    kind: "number",
    sorts: false,
    extra: true,
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
    show: (model) => (
      <>
        <TrainedOn model={model} />
        <DeclaredMark model={model} />
      </>
    ),
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
    show: (model) => <span className="tag">{model.state === "attributing" ? "in training" : model.state}</span>,
    filter: [
      { value: "ready", name: "ready" },
      { value: "attributing", name: "in training" },
      { value: "registering", name: "registering" },
      { value: "refused", name: "refused" },
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
      idOf={(model) => `${model.name}@${model.version}`}
      source={source}
      none={
        <>
          No model is trained yet. <Link to="/models">Fine-tune one</Link> on a Datanet's version.
        </>
      }
    />
  );
}

/** What a brought adapter learned from is what its owner says. */
export function DeclaredMark({ model }: { model: ModelLine }) {
  return model.declared ? <span className="tag">declared, not proven</span> : null;
}

export function TrainedOn({ model }: { model: ModelLine }) {
  return model.versions.map((version) => (
    <span key={version.datanet}>
      <Link to="/datanets/$id" params={{ id: version.datanet }}>
        Datanet {version.datanet}
      </Link>{" "}
      v{version.number}{" "}
    </span>
  ));
}
