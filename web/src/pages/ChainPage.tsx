import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { FormEvent } from "react";
import type { ChainBlock, ChainStatus, ChainTransaction } from "../api";
import { get } from "../api";
import { count, time } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";

/** The chain as the node sees it; with `show` a transaction by its hash or a block by its number. An address has its account's page. */
export function ChainPage() {
  const { show } = useSearch({ from: "/chain" }) as { show?: string };
  return (
    <>
      <Heading title="Chain">Chain</Heading>
      <p className="say">
        What operators stake, what they are accused of, what is voted on and what is for sale:{" "}
        <Link to="/court">stake, cases, votes, sales</Link>.
      </p>
      <Look show={show ?? ""} />
      <div className="stack">
        {show && (/^[0-9]+$/.test(show) ? <Block number={show} /> : <Transaction hash={show.toLowerCase()} />)}
        <Status />
      </div>
    </>
  );
}

function Look({ show }: { show: string }) {
  const navigate = useNavigate();
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get("show")).trim();
    if (/^0x[0-9a-fA-F]{40}$/.test(wanted))
      void navigate({ to: "/accounts/$address", params: { address: wanted.toLowerCase() } });
    else void navigate({ to: "/chain", search: { show: wanted } });
  };
  return (
    <form onSubmit={look} className="acts">
      <label>
        Transaction, block or address
        <input key={show} name="show" required defaultValue={show} placeholder="0x… or a number" autoComplete="off" />
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function Status() {
  const status = useQuery({
    queryKey: ["chain"],
    queryFn: () => get<ChainStatus>("/api/chain"),
    refetchInterval: 5000,
  });
  return (
    <section aria-labelledby="status">
      <h2 id="status">The chain now</h2>
      <Loaded query={status}>
        {(chain) => (
          <>
            <dl className="figures">
              <Figure name="Chain" value={String(chain.chainId)} />
              <Figure name="Newest block" value={count(chain.head)} />
              <Figure name="Settled through" value={count(chain.settled)} />
              <Figure name="Transactions that wait" value={count(chain.waitingTransactions)} />
              <Figure name="Events set aside" value={count(chain.asideEvents)} />
            </dl>
            <p className="say">
              {chain.embedded
                ? "This node alone makes the blocks of this chain. It proves nothing to who does not trust its operator."
                : "What this node reads counts once its block is settled."}
            </p>
            <dl className="small">
              {Object.entries(chain.contracts).map(([name, address]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <code>{address}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Block({ number }: { number: string }) {
  const block = useQuery({
    queryKey: ["block", number],
    queryFn: () => get<ChainBlock>(`/api/chain/blocks/${number}`),
  });
  return (
    <section aria-labelledby="block">
      <h2 id="block">Block {number}</h2>
      <Loaded query={block}>
        {(found) => (
          <>
            <p>
              Made {time(found.timeMillis)}, {found.settled ? "settled" : "not settled yet"}. <code>{found.hash}</code>
            </p>
            <ul className="small">
              {found.transactions.map((hash) => (
                <li key={hash}>
                  <TransactionName hash={hash} />
                </li>
              ))}
            </ul>
            {found.transactions.length === 0 && <p className="small">It has no transaction.</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}

function TransactionName({ hash }: { hash: string }) {
  return (
    <Link to="/chain" search={{ show: hash }}>
      <code>{hash}</code>
    </Link>
  );
}

function Transaction({ hash }: { hash: string }) {
  const transaction = useQuery({
    queryKey: ["transaction", hash],
    queryFn: () => get<ChainTransaction>(`/api/chain/transactions/${hash}`),
  });
  return (
    <section aria-labelledby="transaction" data-testid="transaction">
      <h2 id="transaction">Transaction</h2>
      <Loaded query={transaction}>
        {(found) => (
          <>
            <dl className="small">
              <div>
                <dt>Hash</dt>
                <dd>
                  <code>{found.hash}</code>
                </dd>
              </div>
              <div>
                <dt>State</dt>
                <dd>{stateOf(found)}</dd>
              </div>
              <div>
                <dt>From</dt>
                <dd>
                  <Whom who={found.from} />
                </dd>
              </div>
              <div>
                <dt>To</dt>
                <dd>{found.to === undefined ? "a new contract" : <Whom who={found.to} />}</dd>
              </div>
              <div>
                <dt>Native OPEN</dt>
                <dd>
                  <Money gwei={found.valueGwei} />
                </dd>
              </div>
              {found.feeGwei !== undefined && (
                <div>
                  <dt>Gas cost</dt>
                  <dd>
                    <Money gwei={found.feeGwei} />
                  </dd>
                </div>
              )}
            </dl>
            <h3>What contracts wrote</h3>
            <ul className="small">
              {found.events.map((event, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an event is its place among those of its transaction
                <li key={index}>
                  {event.contract}: <strong>{event.name}</strong> <code>{event.values.join(", ")}</code>
                </li>
              ))}
            </ul>
            {found.events.length === 0 && <p className="small">Nothing.</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}

function stateOf(found: ChainTransaction): string {
  if (found.block === undefined) return "in no block yet";
  const done = found.succeeded ? "done" : "reverted: nothing but its gas was spent";
  return `${done}, in block ${count(found.block)}, ${found.settled ? "settled" : "not settled yet"}`;
}

function Whom({ who }: { who: string }) {
  return who.startsWith("0x") ? (
    <Link to="/accounts/$address" params={{ address: who }}>
      <code>{who}</code>
    </Link>
  ) : (
    who
  );
}
