import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overview } from "../api";
import { get } from "../api";
import { ago, count, short } from "../format";
import { DatanetTable } from "../parts/DatanetTable";
import { Loaded } from "../parts/Loaded";
import { ModelTable } from "../parts/ModelTable";
import { Money } from "../parts/Money";
import { ReceiptTable } from "../parts/ReceiptTable";

export function OverviewPage() {
  const overview = useQuery({
    queryKey: ["overview"],
    queryFn: () => get<Overview>("/api/overview"),
    refetchInterval: 5_000,
  });
  return (
    <>
      <h1>Who gave the data, what it answered, who was paid</h1>
      <Loaded query={overview}>{(data) => <Everything data={data} />}</Loaded>
    </>
  );
}

function Everything({ data }: { data: Overview }) {
  const { node, totals } = data;
  return (
    <>
      <dl className="figures" data-testid="figures">
        <Figure name="receipts" value={count(totals.receipts)} />
        <Figure name="accepted rows" value={count(totals.rows)} />
        <Figure name="contributors" value={count(totals.contributors)} />
        <Figure name="fees" value={<Money gwei={totals.paidGwei} />} />
        <Figure name="log entries" value={count(node.logSize)} />
        <Figure name={`chain ${node.chainId}, block`} value={count(node.block)} />
      </dl>
      <div className="stack">
        <section aria-labelledby="receipts">
          <h2 id="receipts">Latest receipts</h2>
          <ReceiptTable receipts={data.receipts} />
        </section>
        <div className="grid half">
          <section aria-labelledby="datanets">
            <h2 id="datanets">Datanets</h2>
            <DatanetTable datanets={data.datanets} />
          </section>
          <section aria-labelledby="models">
            <h2 id="models">Models</h2>
            <ModelTable models={data.models} />
          </section>
        </div>
        <section aria-labelledby="epochs">
          <h2 id="epochs">Epochs</h2>
          <Epochs data={data} />
        </section>
        <p className="small">
          Operator{" "}
          <Link to="/accounts/$address" params={{ address: node.operator }}>
            <code>{short(node.operator)}</code>
          </Link>{" "}
          · version {node.version}
        </p>
      </div>
    </>
  );
}

function Figure({ name, value }: { name: string; value: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Epochs({ data }: { data: Overview }) {
  if (data.epochs.length === 0)
    return <p className="small">No epoch has been settled yet. Receipts wait for the next one.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>epoch</th>
            <th>state</th>
            <th className="n">receipts</th>
            <th className="n">fees</th>
            <th className="n">released of what waited</th>
            <th>reward root</th>
            <th className="n">gas</th>
            <th className="n">closed</th>
          </tr>
        </thead>
        <tbody>
          {data.epochs.map((epoch) => (
            <tr key={epoch.number}>
              <td>{epoch.number}</td>
              <td>
                <span className="tag">{epoch.state}</span>
              </td>
              <td className="n">{count(epoch.receipts)}</td>
              <td className="n">
                <Money gwei={epoch.paidGwei} />
              </td>
              <td className="n">
                {epoch.waitedGwei > 0 ? (
                  <>
                    <Money gwei={epoch.releasedGwei} bare /> of <Money gwei={epoch.waitedGwei} />
                  </>
                ) : (
                  "–"
                )}
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
