import { useState } from "react";
import { calldata, decode, EVENTS, events, type Question, read } from "../contracts";
import { time } from "../format";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import { allow, type Governing, open, Possible, Sending, useAmount, useChain, WhoActs } from "./Deciding";

/** How many are asked of each pool. */
const QUESTIONS = 8;
const NOWHERE = `0x${"0".repeat(40)}`;

/** A pool, and what the reader has in it. Amounts are wei. */
interface Pool {
  operator: string;
  at: string;
  staked: bigint;
  /** Of it, what is asked back; a verdict takes of that too. */
  leaving: bigint;
  openCases: bigint;
  shares: bigint;
  worth: bigint;
  asked: bigint;
  availableAt: bigint;
  redeemable: bigint;
  withdrawable: bigint;
  room: bigint;
}

async function poolsOf(of: Governing): Promise<{ pools: Pool[]; delay: bigint }> {
  const logs = await events(of.at.stakePools ?? "", [EVENTS["PoolCreated(address,address)"]], of.from);
  const made = logs.map((log) => ({
    operator: `0x${(log.topics[1] ?? "").slice(-40)}`,
    at: decode(["address"], log.data)[0] as string,
  }));
  const who = of.account ?? NOWHERE;
  const [[delay]] = (await read([[of.at.stakePools ?? "", "unbondDelay()", "(uint64)"]])) as [[bigint]];
  const asked = await read(
    made.flatMap(({ at }): Question[] => [
      [at, "totalAssets()", "(uint256)"],
      [at, "openCases()", "(uint64)"],
      [at, "balanceOf(address)", "(uint256)", who],
      [at, "requests(address)", "(uint192,uint64)", who],
      [at, "maxRedeem(address)", "(uint256)", who],
      [at, "maxWithdraw(address)", "(uint256)", who],
      [at, "maxDeposit(address)", "(uint256)", who],
      [at, "balanceOf(address)", "(uint256)", at],
    ]),
  );
  const said = made.map((pool, index) => ({
    ...pool,
    answers: asked.slice(index * QUESTIONS, (index + 1) * QUESTIONS) as bigint[][],
  }));
  const worths = await read(
    said.flatMap(({ at, answers: [, , shares, request, , , , waiting] }): Question[] => [
      [at, "convertToAssets(uint256)", "(uint256)", shares?.[0] ?? 0n],
      [at, "convertToAssets(uint256)", "(uint256)", request?.[0] ?? 0n],
      [at, "convertToAssets(uint256)", "(uint256)", waiting?.[0] ?? 0n],
    ]),
  );
  const pools = said.map(({ operator, at, answers }, index): Pool => {
    const [[staked], [openCases], [shares], [, availableAt], [redeemable], [withdrawable], [room]] = answers as [
      [bigint],
      [bigint],
      [bigint],
      [bigint, bigint],
      [bigint],
      [bigint],
      [bigint],
    ];
    const [worth] = worths[3 * index] as [bigint];
    const [waits] = worths[3 * index + 1] as [bigint];
    const [leaving] = worths[3 * index + 2] as [bigint];
    return {
      operator,
      at,
      staked,
      leaving,
      openCases,
      shares,
      worth,
      asked: waits,
      availableAt,
      redeemable,
      withdrawable,
      room,
    };
  });
  return { pools, delay };
}

/** What operators and those who trust them stake on their honesty. */
export function Stake({ of }: { of: Governing }) {
  const found = useChain(of, "stake", () => poolsOf(of));
  return (
    <section aria-labelledby="stake">
      <h2 id="stake">Stake</h2>
      <p className="say">
        An operator stakes OPEN on its honesty, and others stake on operators that they trust. A verdict of the court
        takes from the whole pool; what is sent to a pool is its stakers'. An operator votes with its pool in cases of
        others.
      </p>
      <Loaded query={found}>
        {({ pools, delay }) => (
          <div className="stack">
            {pools.length === 0 && <p>Nobody has a stake pool yet.</p>}
            {pools.map((pool) => (
              <One key={pool.at} of={of} pool={pool} delay={delay} />
            ))}
            {of.account && !pools.some(({ operator }) => operator === of.account) && (
              <Possible title="Make a pool of your own, as an operator">
                <Sending
                  of={of}
                  does="Make my pool"
                  calls={[
                    {
                      to: of.at.stakePools ?? "",
                      data: calldata("create()"),
                      says: "Makes the stake pool of your account. It is empty, and moves no OPEN.",
                    },
                  ]}
                />
              </Possible>
            )}
            <WhoActs of={of} command="stake" />
          </div>
        )}
      </Loaded>
    </section>
  );
}

function One({ of, pool, delay }: { of: Governing; pool: Pool; delay: bigint }) {
  const mine = pool.worth + pool.asked;
  return (
    <article className="stack tight governed" data-testid="pool">
      <p>
        <AccountName address={pool.operator} />: {open(pool.staked)} staked
        {pool.leaving > 0n && `, of which ${open(pool.leaving)} is asked back`}
        {pool.openCases > 0n && `, ${pool.openCases} open ${pool.openCases === 1n ? "case" : "cases"}`}.{" "}
        {of.account && (mine > 0n ? `Yours: ${open(pool.worth)}.` : "Nothing of it is yours.")}
        {pool.asked > 0n && ` You asked ${open(pool.asked)} back: ${waits(pool)}`}
      </p>
      {of.account && <Deposit of={of} pool={pool} delay={delay} />}
      {of.account && pool.shares > 0n && <AskBack of={of} pool={pool} delay={delay} />}
      {of.account && pool.redeemable > 0n && (
        <Sending
          of={of}
          does="Take it out"
          calls={[
            {
              to: pool.at,
              data: calldata("redeem(uint256,address,address)", pool.redeemable, of.account, of.account),
              says: `Pays ${open(pool.withdrawable)} of wrapped OPEN to your account. None of it is staked any more.`,
            },
          ]}
        />
      )}
    </article>
  );
}

function waits(pool: Pool): string {
  if (pool.redeemable > 0n) return "it can be taken out now.";
  const until = time(Number(pool.availableAt) * 1000);
  return `it waits until ${until}${pool.openCases > 0n ? ", or until the open cases end" : ""}, and a verdict still takes from it.`;
}

function Deposit({ of, pool, delay }: { of: Governing; pool: Pool; delay: bigint }) {
  const { wei, field } = useAmount("Amount", "1");
  const fits = wei !== undefined && wei <= pool.room;
  return (
    <Possible title="Stake on it">
      {field}
      {wei === undefined && <p className="small">Type an amount such as 2.5.</p>}
      {wei !== undefined && !fits && (
        <p className="small">
          Others may stake {open(pool.room)} more here: the operator must hold a tenth of its own pool.
        </p>
      )}
      {fits && of.account && (
        <Sending
          of={of}
          does={`Stake ${open(wei)}`}
          calls={[
            ...allow(of, pool.at, "the stake pool", wei),
            {
              to: pool.at,
              data: calldata("deposit(uint256,address)", wei, of.account),
              says: `Stakes ${open(wei)} on the honesty of ${pool.operator}: a verdict of the court can take it. It comes back ${days(delay)} after you ask for it.`,
            },
          ]}
        />
      )}
    </Possible>
  );
}

function AskBack({ of, pool, delay }: { of: Governing; pool: Pool; delay: bigint }) {
  const [percent, setPercent] = useState(100);
  const shares = (pool.shares * BigInt(percent)) / 100n;
  return (
    <Possible title="Ask it back">
      <label>
        Part (%)
        <input
          type="number"
          min={1}
          max={100}
          value={percent}
          onChange={(event) => setPercent(Math.min(100, Math.max(1, Math.round(Number(event.target.value)))))}
        />
      </label>
      <Sending
        of={of}
        does={`Ask ${percent} % back`}
        calls={[
          {
            to: pool.at,
            data: calldata("requestRedeem(uint256)", shares),
            says:
              `Asks ${percent} % of your stake on ${pool.operator} back, worth ${open((pool.worth * BigInt(percent)) / 100n)} now. It waits ` +
              `${days(delay)}, and is paid at what it is worth then${pool.asked > 0n ? "; what you asked for before waits anew" : ""}.`,
          },
        ]}
      />
    </Possible>
  );
}

function days(delay: bigint): string {
  const hours = Number(delay) / 3600;
  return hours < 48
    ? `${hours < 1 ? Number(delay) : Math.round(hours)} ${hours < 1 ? "s" : "h"}`
    : `${Math.round(hours / 24)} days`;
}
