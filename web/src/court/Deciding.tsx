import "./court.css";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Refusal, useAct } from "../act";
import type { Overview } from "../api";
import { get } from "../api";
import { calldata, read } from "../contracts";
import { openOfWei } from "../format";
import { useSession } from "../session";
import { sendCalls } from "../wallet";

/** Where the contracts are, on which chain, since which block, and who reads. */
export interface Governing {
  at: Record<string, string>;
  chainId: number;
  from: number;
  /** The account of a wallet that is signed in; it acts. */
  account: string | null;
  /** Its wrapped OPEN, in wei. */
  wrapped: bigint;
}

const REFRESH_MILLIS = 10_000;
const CLOCK_MILLIS = 1_000;

/** The contracts of stake, court, votes and sales; nothing where the node's contracts are from before there were any. */
export function useGoverning(): { governing?: Governing; absent: boolean } {
  const { account } = useSession();
  const overview = useQuery({ queryKey: ["overview"], queryFn: () => get<Overview>("/api/overview") });
  const node = overview.data?.node;
  const token = node?.contracts.wrappedOpen;
  const wrapped = useQuery({
    queryKey: ["governing", "wrapped", account],
    enabled: token !== undefined,
    refetchInterval: REFRESH_MILLIS,
    queryFn: async () => {
      if (!account || !token) return 0n;
      const [[wei]] = (await read([[token, "balanceOf(address)", "(uint256)", account]])) as [[bigint]];
      return wei;
    },
  });
  if (!node) return { absent: false };
  if (!node.contracts.sale) return { absent: true };
  if (wrapped.data === undefined) return { absent: false };
  const { contracts: at, chainId, firstBlock: from } = node;
  return { governing: { at, chainId, from, account, wrapped: wrapped.data }, absent: false };
}

/** Asks the chain again by itself, and after each act. */
export function useChain<T>(of: Governing, subject: string, ask: () => Promise<T>) {
  return useQuery({
    queryKey: ["governing", subject, of.account],
    queryFn: ask,
    refetchInterval: REFRESH_MILLIS,
  });
}

/** One call of a wallet, and what it does in words. */
export interface Call {
  to: string;
  data: string;
  says: string;
  valueWei?: bigint;
}

/** What lets a contract take wrapped OPEN; what is missing of it is wrapped first. */
export function allow(of: Governing, taker: string, whose: string, wei: bigint): Call[] {
  const to = of.at.wrappedOpen ?? "";
  const missing = wei > of.wrapped ? wei - of.wrapped : 0n;
  const wrap: Call = {
    to,
    data: calldata("deposit()"),
    valueWei: missing,
    says: `Wraps ${open(missing)} of your native OPEN, which your account can unwrap again.`,
  };
  const approve: Call = {
    to,
    data: calldata("approve(address,uint256)", taker, wei),
    says: `Lets ${whose} take ${open(wei)} of your wrapped OPEN, once.`,
  };
  return missing > 0n ? [wrap, approve] : [approve];
}

/** What a wallet is about to send, call by call and word for word, above the button that sends it. */
export function Sending({
  of,
  calls,
  does,
  before,
}: {
  of: Pick<Governing, "account" | "chainId">;
  calls: Call[];
  does: string;
  before?: () => void;
}) {
  const act = useAct();
  const [done, setDone] = useState(false);
  const { account } = of;
  if (!account) return null;
  const send = () =>
    act.run(async () => {
      setDone(false);
      before?.();
      await sendCalls(account, of.chainId, calls);
      setDone(true);
    });
  return (
    <div className="stack tight">
      <ol className="small calls">
        {calls.map((call) => (
          <li key={call.data}>
            {call.says} <span className="small">By contract</span> <code>{call.to}</code>
          </li>
        ))}
      </ol>
      <div className="acts">
        <button type="button" className="first" onClick={send} disabled={act.busy}>
          {act.busy ? "Waiting for wallet and chain…" : does}
        </button>
        {done && (
          <span role="status" className="small">
            Done: it is on chain.
          </span>
        )}
      </div>
      <Refusal act={act} />
    </div>
  );
}

/** Something that the reader can do, closed until it is wanted. */
export function Possible({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details>
      <summary>{title}</summary>
      <div className="stack tight">{children}</div>
    </details>
  );
}

/** Who cannot act here, and what they can do. */
export function WhoActs({ of, command }: { of: Governing; command: string }) {
  return of.account ? null : (
    <p className="small">
      Sign in with a wallet to act: its account signs, and pays the gas. <code>openledger {command}</code> prints the
      same calls for any other wallet.
    </p>
  );
}

/** An amount that is typed, in wei; nothing while it is none. */
export function useAmount(label: string, first: string) {
  const [typed, setTyped] = useState(first);
  const wei = weiOf(typed);
  const field = (
    <label>
      {label} (OPEN)
      <input value={typed} inputMode="decimal" onChange={(event) => setTyped(event.target.value.trim())} />
    </label>
  );
  return { wei, field };
}

/** The wei of a positive amount of OPEN as it was typed; nothing for anything else. */
export function weiOf(typed: string): bigint | undefined {
  const parts = /^([0-9]{1,12})(?:\.([0-9]{1,18}))?$/.exec(typed);
  if (!parts) return undefined;
  const wei = BigInt(parts[1] ?? "0") * 10n ** 18n + BigInt((parts[2] ?? "").padEnd(18, "0"));
  return wei > 0n ? wei : undefined;
}

export function open(wei: bigint): string {
  return `${openOfWei(String(wei))} OPEN`;
}

export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** The same, of what is drawn again as time goes on: the chain says nothing new when a part of a case begins. */
export function useSeconds(): number {
  const [now, setNow] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setNow(seconds()), CLOCK_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
