import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import type { ModelDetail, ModelLine } from "../api";
import { get, patch, post, remove } from "../api";
import { count, gweiFrom, inOpen, short } from "../format";
import { DataTable } from "../parts/DataTable";
import { GoLive } from "../parts/GoLive";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { DeclaredMark, TrainedOn } from "../parts/ModelTable";
import { Money } from "../parts/Money";
import { AccountName } from "../parts/Names";
import { useRights } from "../session";
import type { Column } from "../table/column";

const ACTS: Record<ModelDetail["decided"][number]["act"], string> = {
  activate: "activated",
  gate: "went live by its gate",
  rollback: "rolled back",
  price: "price set",
  withdraw: "withdrawn",
};

const VERSIONS: Column<ModelLine>[] = [
  { id: "version", name: "version", value: (version) => version.version, kind: "number" },
  {
    id: "live",
    name: "state",
    value: (version) => (version.live ? "live" : version.state),
    show: (version) => <State version={version} />,
  },
  {
    id: "origin",
    name: "from",
    value: (version) => version.origin,
    show: (version) =>
      version.run ? (
        <Link to="/runs/$id" params={{ id: version.run }}>
          a run
        </Link>
      ) : (
        version.origin
      ),
  },
  {
    id: "versions",
    name: "learned from",
    value: (version) => version.versions.map(({ datanet, number }) => `${datanet}:${number}`).join(", "),
    show: (version) => (
      <>
        <TrainedOn model={version} /> <DeclaredMark model={version} />
      </>
    ),
    sorts: false,
  },
  {
    id: "adapterDigest",
    name: "adapter",
    value: (version) => version.adapterDigest,
    show: (version) => <code title={version.adapterDigest}>{short(version.adapterDigest)}</code>,
    sorts: false,
  },
  { id: "licence", name: "licence", value: (version) => version.licence ?? "–" },
  {
    id: "receipts",
    name: "answers",
    value: (version) => version.receipts,
    show: (version) => count(version.receipts),
    kind: "number",
  },
];
const ACTIVATION: Column<ModelLine> = {
  id: "activate",
  name: "action",
  value: () => undefined,
  show: (version) => (version.live ? null : <Activate version={version} />),
  sorts: false,
};

const DECISIONS: Column<ModelDetail["decided"][number]>[] = [
  { id: "act", name: "act", value: (each) => ACTS[each.act] },
  {
    id: "version",
    name: "version",
    value: (each) => each.version,
    show: (each) => each.version ?? "–",
    kind: "number",
  },
  {
    id: "priceGwei",
    name: "OPEN a token",
    value: (each) => each.priceGwei,
    show: (each) => (each.priceGwei === undefined ? "the node's" : <Money gwei={each.priceGwei} bare />),
    kind: "number",
  },
  {
    id: "logIndex",
    name: "log entry",
    value: (each) => each.logIndex,
    show: (each) => each.logIndex ?? "–",
    kind: "number",
  },
];

/** A model's name: which version answers, at which price, and what was decided. */
export function ModelPage() {
  const { name } = useParams({ from: "/models/$name" });
  const model = useQuery({
    queryKey: ["models", "named", name],
    queryFn: () => get<ModelDetail>(`/api/models/${encodeURIComponent(name)}`),
    refetchInterval: (query) => (query.state.data?.awaited === undefined ? false : 1_000),
  });
  return (
    <>
      <Heading title={name}>
        <span className="crumb">Model</span> {name}{" "}
        {model.data && <span className="tag">{model.data.live === undefined ? "not live" : "live"}</span>}
      </Heading>
      <Loaded query={model} whole>
        {(data) => <Named model={data} />}
      </Loaded>
    </>
  );
}

/** A version that learned rows which were taken back since, and the way to one that did not. */
function Withdrawn({ version, mine }: { version: ModelLine; mine: boolean }) {
  const act = useAct();
  return (
    <div className="small">
      <p>
        Version {version.version} learned {count(version.withdrawnRows)}{" "}
        {version.withdrawnRows === 1 ? "row that was" : "rows that were"} taken back since.
      </p>
      {mine && version.run && (
        <div className="acts">
          <button
            type="button"
            onClick={() => act.run(() => post(`/api/runs/${version.run}/retrain`, {}))}
            disabled={act.busy}
          >
            Train it again without
          </button>
        </div>
      )}
      <Refusal act={act} />
    </div>
  );
}

function Named({ model }: { model: ModelDetail }) {
  const { actsFor } = useRights();
  const mine = actsFor(model.owner);
  return (
    <div className="grid two">
      <section aria-labelledby="versions">
        <h2 id="versions">Versions</h2>
        <Versions model={model} mine={mine} />
        {model.versions.map(
          (version) => version.withdrawnRows > 0 && <Withdrawn key={version.version} version={version} mine={mine} />,
        )}
        {model.versions.map((version) => version.owes.length > 0 && <Owes key={version.version} version={version} />)}
        {model.versions.map(
          (version) =>
            version.warning && (
              <p key={version.version} className="small">
                Version {version.version}: {version.warning}
              </p>
            ),
        )}
      </section>
      <section aria-labelledby="offer">
        <h2 id="offer">Offer</h2>
        <p className="say">
          {model.live !== undefined
            ? `Version ${model.live} answers`
            : model.awaited !== undefined
              ? `Version ${model.awaited} answers as soon as the chain has registered it`
              : "Nothing answers under this name"}
          , for <Money gwei={model.priceGwei} /> a token. Its owner is{" "}
          <AccountName address={model.owner} name={model.ownerName} />.
        </p>
        {model.live !== undefined && (
          <Link className="button" to="/playground" search={{ model: model.name }}>
            Ask it
          </Link>
        )}
        {mine && <Acts model={model} />}
        <h3>What was decided</h3>
        <DataTable
          name="decided"
          of={["decision", "decisions"]}
          columns={DECISIONS}
          idOf={(each) => `${each.timeMillis}-${each.logIndex ?? each.act}`}
          pageSize={10}
          source={{ rows: model.decided }}
          none="Nothing was decided yet."
        />
      </section>
    </div>
  );
}

/** What a version owes, as the ModelRegistry fixed it when the version was registered. */
function Owes({ version }: { version: ModelLine }) {
  const all = version.owes.reduce((bps, each) => bps + each.bps, 0);
  return (
    <div className="small">
      <p>
        Version {version.version} is built on other models. Of the developer's part of each fee, {all / 100} % go to
        their owners:
      </p>
      <ul>
        {version.owes.map(({ token, owner, bps }) => (
          <li key={token}>
            {bps / 100} % to <AccountName address={owner} />, who owns model {token} on chain
          </li>
        ))}
      </ul>
    </div>
  );
}

function Versions({ model, mine }: { model: ModelDetail; mine: boolean }) {
  return (
    <DataTable
      name="versions"
      of={["version", "versions"]}
      columns={mine ? [...VERSIONS, ACTIVATION] : VERSIONS}
      idOf={(version) => String(version.version)}
      sort="-version"
      pageSize={10}
      source={{ rows: model.versions }}
      none="There is no version."
    />
  );
}

function State({ version }: { version: ModelLine }) {
  return (
    <span className="tag" title={version.message}>
      {version.live ? "live" : version.state}
    </span>
  );
}

function Activate({ version }: { version: ModelLine }) {
  const act = useAct();
  const activate = () => post(`/api/models/${encodeURIComponent(version.name)}/activate`, { version: version.version });
  const says = `Activate version ${version.version}`;
  if (version.run) return <GoLive run={version.run} label="Activate" says={says} act={activate} />;
  return (
    <>
      <button type="button" disabled={act.busy} aria-label={says} onClick={() => act.run(activate)}>
        Activate
      </button>
      <Refusal act={act} />
    </>
  );
}

function Acts({ model }: { model: ModelDetail }) {
  const act = useAct();
  const path = `/api/models/${encodeURIComponent(model.name)}`;
  const price = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const priceGwei = gweiFrom(Number(new FormData(event.currentTarget).get("price")));
    act.run(() => patch(path, { priceGwei }));
  };
  return (
    <div className="stack tight">
      <form onSubmit={price} className="acts">
        <label>
          Price for each token (OPEN)
          <input
            key={model.priceGwei}
            name="price"
            type="number"
            min={0.000000001}
            max={1}
            step={0.000000001}
            defaultValue={inOpen(model.priceGwei)}
            required
          />
        </label>
        <button type="submit" disabled={act.busy}>
          Set price
        </button>
      </form>
      <div className="acts">
        <button type="button" disabled={act.busy} onClick={() => act.run(() => post(`${path}/rollback`, {}))}>
          Roll back
        </button>
        <button type="button" disabled={act.busy} onClick={() => act.run(() => remove(path))}>
          Withdraw
        </button>
      </div>
      <Refusal act={act} />
    </div>
  );
}
