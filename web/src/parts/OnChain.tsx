import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useState } from "react";
import { Refusal, useAct } from "../act";
import type { Overview, Wallet, WalletMovement, WalletOutcome } from "../api";
import { get, postOnce } from "../api";
import { calldata } from "../contracts";
import { open, Sending, useAmount } from "../court/Deciding";
import { ago, gweiFrom, lasting, money, time } from "../format";
import { useSession } from "../session";
import { sendCalls, signTyped } from "../wallet";
import { Loaded } from "./Loaded";
import { Money } from "./Money";
import { type Document, Signing } from "./Signing";

const WEI_PER_GWEI = 1_000_000_000n;
/** What an account holds on chain, and what its holder can do with it. */
export function OnChain({ address }: { address: string }) {
  const wallet = useQuery({
    queryKey: ["account", address, "wallet"],
    queryFn: () => get<Wallet>(`/api/accounts/${address}/wallet`),
    refetchInterval: 5000,
  });
  return (
    <section aria-labelledby="on-chain" data-testid="on-chain">
      <h2 id="on-chain">On chain</h2>
      <Loaded query={wallet}>{(data) => <Held wallet={data} />}</Loaded>
    </section>
  );
}

function Held({ wallet }: { wallet: Wallet }) {
  const { account } = useSession();
  const signs = account === wallet.address;
  return (
    <div className="stack">
      <dl className="figures">
        <Figure name="Native OPEN, for gas" gwei={wallet.nativeGwei} />
        <Figure name="OPEN tokens" gwei={wallet.wrappedGwei} />
        <Figure name="Deposit in the escrow" gwei={wallet.depositGwei} />
        <Figure name="This node may still draw" gwei={Math.max(0, wallet.limitGwei - wallet.drawnGwei)} />
        {wallet.askedBackGwei > 0 && <Figure name="Asked back" gwei={wallet.askedBackGwei} />}
      </dl>
      {wallet.availableAtSeconds !== undefined && (
        <p className="small">What is asked back leaves from {time(wallet.availableAtSeconds * 1000)} on, by itself.</p>
      )}
      {(signs || wallet.keptHere) && (
        <>
          {wallet.giftGwei !== undefined && <Faucet wallet={wallet} gwei={wallet.giftGwei} />}
          {signs && !wallet.keptHere && <OwnDeposit wallet={wallet} />}
          <Limit wallet={wallet} />
          <Payout wallet={wallet} />
          {wallet.keptHere ? <Send wallet={wallet} /> : <SendNative wallet={wallet} />}
        </>
      )}
      <Movements of={wallet.movements} />
    </div>
  );
}

function Figure({ name, gwei }: { name: string; gwei: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Money gwei={gwei} />
      </dd>
    </div>
  );
}

/** Asks the node; where it answers with a document, shows that, and asks again with the wallet's signature. */
function useAsked(address: string) {
  const act = useAct();
  const [says, setSays] = useState<string | null>(null);
  const [open, setOpen] = useState<{ path: string; body: object; says: string; document: Document } | null>(null);
  const ask = (path: string, body: object) =>
    act.run(async () => {
      setSays(null);
      const outcome = await postOnce<WalletOutcome>(path, body);
      if (outcome.state === "to-sign")
        setOpen({ path, body, says: outcome.says, document: outcome.typedData as unknown as Document });
      else setSays(outcome.says);
    });
  const sign = () =>
    act.run(async () => {
      if (!open) return;
      const { nonce, deadline } = open.document.message;
      const signature = await signTyped(address, open.document);
      const numbered = open.path === "/api/payouts" ? { nonce: String(nonce) } : {};
      const signed = { ...open.body, ...numbered, deadline: Number(deadline), signature };
      setSays((await postOnce<WalletOutcome>(open.path, signed)).says);
      setOpen(null);
    });
  const shown = (
    <>
      {open && <Signing says={open.says} document={open.document} act={act} sign={sign} />}
      {says && (
        <p className="small" role="status">
          {says}
        </p>
      )}
      {!open && <Refusal act={act} />}
    </>
  );
  return { act, ask, shown };
}

function amount(event: FormEvent<HTMLFormElement>): number {
  event.preventDefault();
  return gweiFrom(Number(new FormData(event.currentTarget).get("open")));
}

function Amount({ least = 0.000000001, value }: { least?: number; value: number }) {
  return (
    <label>
      Amount (OPEN)
      <input name="open" type="number" required min={least} step={0.000000001} defaultValue={value} />
    </label>
  );
}

function Faucet({ wallet, gwei }: { wallet: Wallet; gwei: number }) {
  const { act, ask, shown } = useAsked(wallet.address);
  return (
    <div>
      <div className="acts">
        <button type="button" onClick={() => ask("/api/gifts", { account: wallet.address })} disabled={act.busy}>
          Get {money(gwei)} to try things with
        </button>
        <span className="small">Once a day. This chain is the node's own, and its OPEN buys answers here alone.</span>
      </div>
      {shown}
    </div>
  );
}

function Limit({ wallet }: { wallet: Wallet }) {
  const { act, ask, shown } = useAsked(wallet.address);
  const set = (event: FormEvent<HTMLFormElement>) =>
    ask("/api/limits", { payer: wallet.address, limitGwei: wallet.drawnGwei + amount(event) });
  return (
    <details>
      <summary>Say how much this node may draw</summary>
      <form onSubmit={set} className="acts">
        <Amount least={0} value={0.01} />
        <button type="submit" disabled={act.busy}>
          Set the limit
        </button>
      </form>
      <p className="small">
        From now on, beside the {money(wallet.drawnGwei)} that it has drawn. Less than before buys no more answers at
        once, and ends the node's right after {lasting(wallet.withdrawalDelaySeconds)}.
      </p>
      {shown}
    </details>
  );
}

function Payout({ wallet }: { wallet: Wallet }) {
  const { act, ask, shown } = useAsked(wallet.address);
  const pay = (event: FormEvent<HTMLFormElement>) =>
    ask("/api/payouts", { payer: wallet.address, gwei: amount(event), paidNative: true });
  if (wallet.depositGwei === 0) return null;
  return (
    <details>
      <summary>Get the deposit back</summary>
      <form onSubmit={pay} className="acts">
        <Amount least={0} value={wallet.depositGwei / 1e9} />
        <button type="submit" disabled={act.busy}>
          Ask for it
        </button>
      </form>
      <p className="small">
        It buys no answers from now on, and leaves for this account as native OPEN after{" "}
        {lasting(wallet.withdrawalDelaySeconds)}. Zero takes back what was asked before.
      </p>
      {shown}
    </details>
  );
}

function Recipient() {
  return (
    <label>
      To
      <input name="to" required pattern="0x[0-9a-fA-F]{40}" placeholder="0x…" autoComplete="off" />
    </label>
  );
}

function Send({ wallet }: { wallet: Wallet }) {
  const { act, ask, shown } = useAsked(wallet.address);
  const send = (event: FormEvent<HTMLFormElement>) => {
    const fields = new FormData(event.currentTarget);
    const paidNative = fields.get("native") !== null;
    ask("/api/transfers", { from: wallet.address, to: String(fields.get("to")), gwei: amount(event), paidNative });
  };
  if (wallet.wrappedGwei === 0) return null;
  return (
    <details>
      <summary>Send OPEN</summary>
      <form onSubmit={send} className="acts">
        <Recipient />
        <Amount value={wallet.wrappedGwei / 1e9} />
        <label>
          <input name="native" type="checkbox" /> as native OPEN, for gas
        </label>
        <button type="submit" disabled={act.busy}>
          Send
        </button>
      </form>
      {shown}
    </details>
  );
}

/** Of an account with a wallet of its own, which says again what it sends. */
function SendNative({ wallet }: { wallet: Wallet }) {
  const act = useAct();
  const overview = useOverview();
  const send = (event: FormEvent<HTMLFormElement>) => {
    const to = String(new FormData(event.currentTarget).get("to"));
    const valueWei = BigInt(amount(event)) * WEI_PER_GWEI;
    act.run(() => sendCalls(wallet.address, overview.data?.node.chainId ?? 0, [{ to, valueWei }]));
  };
  if (wallet.nativeGwei === 0 || !overview.data) return null;
  return (
    <details>
      <summary>Send OPEN</summary>
      <form onSubmit={send} className="acts">
        <Recipient />
        <Amount value={0.01} />
        <button type="submit" disabled={act.busy}>
          {act.busy ? "Waiting for the wallet…" : "Send with the wallet"}
        </button>
      </form>
      <Refusal act={act} />
    </details>
  );
}

/** Deposits, and says how much more the node may draw, in one act: without both nothing can be asked. */
function OwnDeposit({ wallet }: { wallet: Wallet }) {
  const overview = useOverview();
  const { wei, field } = useAmount("Amount", "0.01");
  const node = overview.data?.node;
  if (!node) return null;
  const { wrappedOpen = "", inferenceEscrow = "" } = node.contracts;
  const limit = BigInt(Math.max(wallet.limitGwei, wallet.drawnGwei)) * WEI_PER_GWEI + (wei ?? 0n);
  return (
    <details open={wallet.depositGwei === 0 || wallet.limitGwei <= wallet.drawnGwei}>
      <summary>Deposit from your own wallet</summary>
      <div className="stack tight">
        {field}
        {wei === undefined ? (
          <p className="small">Type an amount such as 0.01.</p>
        ) : (
          <Sending
            of={{ account: wallet.address, chainId: node.chainId }}
            does={`Deposit ${open(wei)}`}
            calls={[
              {
                to: wrappedOpen,
                data: calldata("deposit()"),
                valueWei: wei,
                says: `Wraps ${open(wei)} of your native OPEN.`,
              },
              {
                to: wrappedOpen,
                data: calldata("approve(address,uint256)", inferenceEscrow, wei),
                says: `Lets the escrow take ${open(wei)} of your wrapped OPEN, once.`,
              },
              {
                to: inferenceEscrow,
                data: calldata("deposit(uint256)", wei),
                says: `Deposits ${open(wei)}. What is not drawn stays yours.`,
              },
              {
                to: inferenceEscrow,
                data: calldata("setSpendingLimit(address,uint256)", node.operator, limit),
                says: `Lets this node draw ${open(limit)} in all since the beginning, ${open(wei)} more than until now, for what you ask.`,
              },
            ]}
          />
        )}
      </div>
    </details>
  );
}

function useOverview() {
  return useQuery({ queryKey: ["overview"], queryFn: () => get<Overview>("/api/overview") });
}

function Movements({ of }: { of: WalletMovement[] }) {
  if (of.length === 0) return null;
  return (
    <details>
      <summary>What the operator sent for this account</summary>
      <ul className="small">
        {of.map((each) => (
          <li key={each.key}>
            {each.kind}, {ago(each.timeMillis)}: {each.state}
            {each.block !== undefined && ` in block ${each.block}`}
            {each.reason && ` (${each.reason})`}
            {each.transactionHash && (
              <>
                ,{" "}
                <Link to="/chain" search={{ show: each.transactionHash }}>
                  <code>{each.transactionHash}</code>
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
