import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overview } from "../api";
import { get } from "../api";
import { count, lasting } from "../format";
import { Example } from "../parts/Example";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { AccountName } from "../parts/Names";
import { NextStep } from "../parts/NextStep";
import { ReceiptTable } from "../parts/ReceiptTable";
import { ToDo } from "../parts/ToDo";
import { SAYS } from "../says";
import { useRights } from "../session";

/** For a visitor: what this is, shown by one real answer. For somebody signed in: what waits for them. */
export function HomePage() {
  const overview = useQuery({ queryKey: ["overview"], queryFn: () => get<Overview>("/api/overview") });
  const { actsForAny } = useRights();
  return (
    <>
      <Heading title="Home">{actsForAny ? "What waits for you" : SAYS.tagline}</Heading>
      <Loaded query={overview}>
        {(data) => (
          <div className="stack">
            {actsForAny ? <ToDo overview={data} /> : <Example receipts={data.receipts} />}
            <NextStep />
            <Figures overview={data} />
            {data.receipts.length > 0 && (
              <section aria-labelledby="receipts">
                <h2 id="receipts">Latest receipts</h2>
                <ReceiptTable source={{ rows: data.receipts }} />
                <p className="say">
                  <Link to="/receipts">All receipts</Link>
                </p>
              </section>
            )}
          </div>
        )}
      </Loaded>
    </>
  );
}

function Figures({ overview: { node, totals } }: { overview: Overview }) {
  return (
    <section aria-label="This node in numbers" className="bare">
      <dl className="figures" data-testid="figures">
        <Figure name="Answers traced" value={count(totals.receipts)} />
        <Figure name="Contributors" value={count(totals.contributors)} />
        <Figure name="Accepted rows" value={count(totals.rows)} />
        <Figure name="Fees so far" value={<Money gwei={totals.paidGwei} />} />
      </dl>
      <p className="small">
        Run by <AccountName address={node.operator} /> · {count(node.logSize)} entries in the log
        {node.anchoredSize !== undefined &&
          `, ${count(node.anchoredSize)} of them anchored on chain: each within ${lasting(node.anchorPeriodMillis / 1000)}`}
      </p>
    </section>
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
