import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { EpochLine, EpochOutcome } from "../api";
import { get } from "../api";
import { count, time } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { AccountName } from "../parts/Names";

export function EpochPage() {
  const { number } = useParams({ from: "/epochs/$number" });
  const epoch = useQuery({
    queryKey: ["epoch", Number(number)],
    queryFn: () => get<EpochLine>(`/api/epochs/${number}`),
  });
  const audit = useQuery({
    queryKey: ["epoch", Number(number), "audit"],
    queryFn: () => get<EpochOutcome[]>(`/api/epochs/${number}/audit`),
    enabled: epoch.data !== undefined,
  });
  return (
    <>
      <Heading title={`Epoch ${number}`}>
        <span className="crumb">Epoch</span> {number}
      </Heading>
      <Loaded query={epoch} whole>
        {(data) => (
          <div className="stack">
            <section aria-label="Settlement">
              <Settled epoch={data} />
            </section>
            <section aria-labelledby="audit">
              <h2 id="audit">What the audit decided</h2>
              <Loaded query={audit}>{(list) => <Audit outcomes={list} />}</Loaded>
            </section>
          </div>
        )}
      </Loaded>
    </>
  );
}

function Settled({ epoch }: { epoch: EpochLine }) {
  return (
    <dl className="facts">
      <dt>State</dt>
      <dd>
        <span className="tag">{epoch.state}</span>
      </dd>
      <dt>Closed</dt>
      <dd>{time(epoch.closedMillis)}</dd>
      <dt>Receipts</dt>
      <dd>{count(epoch.receipts)}</dd>
      <dt>Fees</dt>
      <dd>
        <Money gwei={epoch.paidGwei} />
      </dd>
      <dt>Reward root</dt>
      <dd>
        <code>{epoch.root}</code>
      </dd>
      {epoch.transaction && (
        <>
          <dt>Transaction</dt>
          <dd>
            <code>{epoch.transaction}</code>
          </dd>
        </>
      )}
      {epoch.gas !== undefined && (
        <>
          <dt>Gas</dt>
          <dd>{count(epoch.gas)}</dd>
        </>
      )}
    </dl>
  );
}

function Audit({ outcomes }: { outcomes: EpochOutcome[] }) {
  if (outcomes.length === 0) return <p className="small">No pay was held in this epoch.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>contributor</th>
            <th className="n">paid at once, OPEN</th>
            <th className="n">held, OPEN</th>
            <th className="n">released, OPEN</th>
            <th className="n">to the shared fund, OPEN</th>
            <th className="n">taken off for harm, OPEN</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map((outcome) => (
            <tr key={outcome.contributor}>
              <td>
                <AccountName address={outcome.contributor} />
              </td>
              <td className="n">
                <Money gwei={outcome.paidGwei} bare />
              </td>
              <td className="n">
                <Money gwei={outcome.waitingGwei} bare />
              </td>
              <td className="n">
                <Money gwei={releasedGwei(outcome)} bare />
              </td>
              <td className="n">
                <Money gwei={outcome.returnedGwei} bare />
              </td>
              <td className="n">
                <Money gwei={outcome.nettedGwei} bare />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Harm may be taken off more than what was held; then nothing is released. */
function releasedGwei({ waitingGwei, returnedGwei, nettedGwei }: EpochOutcome): number {
  return Math.max(0, waitingGwei - returnedGwei - nettedGwei);
}
