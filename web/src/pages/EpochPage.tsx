import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { EpochLine } from "../api";
import { get } from "../api";
import { count, time } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { OutcomeTable } from "../parts/OutcomeTable";

export function EpochPage() {
  const { number } = useParams({ from: "/epochs/$number" });
  const epoch = useQuery({
    queryKey: ["epoch", Number(number)],
    queryFn: () => get<EpochLine>(`/api/epochs/${number}`),
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
              <OutcomeTable source={{ from: `/api/epochs/${number}/audit`, subject: ["epoch", Number(number)] }} />
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
      <dt>Next</dt>
      <dd>
        {epoch.nextAtMillis ? `${time(epoch.nextAtMillis)}: ` : ""}
        {epoch.next}
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
