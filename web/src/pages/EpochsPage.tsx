import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Refusal, useAct } from "../act";
import type { EpochLine } from "../api";
import { get, post } from "../api";
import { ago, count, short } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { useRights } from "../session";
import { WORDS } from "../words";

export function EpochsPage() {
  const epochs = useQuery({ queryKey: ["epochs"], queryFn: () => get<EpochLine[]>("/api/epochs") });
  const { administers } = useRights();
  return (
    <>
      <Heading title="Epochs" />
      <section>
        <p className="say first">{WORDS.epoch.help}</p>
        <Loaded query={epochs}>{(list) => <Epochs epochs={list} />}</Loaded>
        {administers && <Close />}
      </section>
    </>
  );
}

/** Settles all receipts that wait, which takes the administrator. */
function Close() {
  const act = useAct();
  return (
    <>
      <div className="acts">
        <button type="button" onClick={() => act.run(() => post("/api/epochs", {}))} disabled={act.busy}>
          {act.busy ? "Settling on chain…" : "Close the open epoch"}
        </button>
      </div>
      <Refusal act={act} />
    </>
  );
}

function Epochs({ epochs }: { epochs: EpochLine[] }) {
  if (epochs.length === 0) return <p className="small">No epoch is closed yet. Receipts wait for the first one.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>epoch</th>
            <th>state</th>
            <th className="n">receipts</th>
            <th className="n">fees, OPEN</th>
            <th className="n">held, OPEN</th>
            <th className="n">released, OPEN</th>
            <th>reward root</th>
            <th className="n">gas</th>
            <th className="n">closed</th>
          </tr>
        </thead>
        <tbody>
          {epochs.map((epoch) => (
            <tr key={epoch.number}>
              <td>
                <Link to="/epochs/$number" params={{ number: String(epoch.number) }}>
                  {epoch.number}
                </Link>
              </td>
              <td>
                <span className="tag">{epoch.state}</span>
              </td>
              <td className="n">{count(epoch.receipts)}</td>
              <td className="n">
                <Money gwei={epoch.paidGwei} bare />
              </td>
              <td className="n">
                <Money gwei={epoch.waitedGwei} bare />
              </td>
              <td className="n">
                <Money gwei={epoch.releasedGwei} bare />
              </td>
              <td>
                <code title={epoch.root}>{short(epoch.root)}</code>
              </td>
              <td className="n">{epoch.gas ? count(epoch.gas) : "–"}</td>
              <td className="n">{ago(epoch.closedMillis)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
