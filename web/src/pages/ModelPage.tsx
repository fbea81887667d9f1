import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import type { ModelDetail, ModelLine } from "../api";
import { get, patch, post, remove } from "../api";
import { count, gweiFrom, inOpen, short } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { DeclaredMark, TrainedOn } from "../parts/ModelTable";
import { Money } from "../parts/Money";
import { AccountName } from "../parts/Names";
import { useRights } from "../session";

const ACTS: Record<ModelDetail["decided"][number]["act"], string> = {
  activate: "activated",
  gate: "went live by its gate",
  rollback: "rolled back",
  price: "price set",
  withdraw: "withdrawn",
};

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

function Named({ model }: { model: ModelDetail }) {
  const { actsFor } = useRights();
  const mine = actsFor(model.owner);
  return (
    <div className="grid two">
      <section aria-labelledby="versions">
        <h2 id="versions">Versions</h2>
        <Versions model={model} mine={mine} />
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
        <table>
          <thead>
            <tr>
              <th>act</th>
              <th className="n">version</th>
              <th className="n">OPEN a token</th>
              <th className="n">log entry</th>
            </tr>
          </thead>
          <tbody>
            {model.decided.map((each) => (
              <tr key={`${each.timeMillis}-${each.logIndex}`}>
                <td>{ACTS[each.act]}</td>
                <td className="n">{each.version ?? "–"}</td>
                <td className="n">
                  {each.priceGwei === undefined ? "the node's" : <Money gwei={each.priceGwei} bare />}
                </td>
                <td className="n">{each.logIndex ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Versions({ model, mine }: { model: ModelDetail; mine: boolean }) {
  return (
    <table>
      <thead>
        <tr>
          <th className="n">version</th>
          <th>from</th>
          <th>learned from</th>
          <th>adapter</th>
          <th>licence</th>
          <th className="n">answers</th>
          <th>state</th>
        </tr>
      </thead>
      <tbody>
        {model.versions.map((version) => (
          <tr key={version.version}>
            <td className="n">{version.version}</td>
            <td>
              {version.run ? (
                <Link to="/runs/$id" params={{ id: version.run }}>
                  a run
                </Link>
              ) : (
                version.origin
              )}
            </td>
            <td>
              <TrainedOn model={version} /> <DeclaredMark model={version} />
            </td>
            <td>
              <code title={version.adapterDigest}>{short(version.adapterDigest)}</code>
            </td>
            <td>{version.licence ?? "–"}</td>
            <td className="n">{count(version.receipts)}</td>
            <td>
              <State version={version} />
              {mine && !version.live && <Activate version={version} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
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
  return (
    <>
      <button
        type="button"
        disabled={act.busy}
        aria-label={`Activate version ${version.version}`}
        onClick={() =>
          act.run(() => post(`/api/models/${encodeURIComponent(version.name)}/activate`, { version: version.version }))
        }
      >
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
