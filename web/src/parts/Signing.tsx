import type { Act } from "../act";
import { Refusal } from "../act";
import { money, time } from "../format";

export interface Document {
  primaryType: string;
  domain: { name: string; chainId: number | string; verifyingContract: string };
  message: Record<string, string | boolean>;
}

const GWEI_WEI = 1_000_000_000n;
const WEI = ["amount", "cumulativeLimit", "value"];
const TITLES: Record<string, string> = {
  payer: "From the deposit of",
  account: "Account",
  to: "Paid to",
  operator: "Who may draw it",
  cumulativeLimit: "At most, in all since the beginning",
  amount: "How much comes back",
  native: "As native OPEN",
  deadline: "Good until",
  nonce: "Number of this signature",
  maxRelayFeeWei: "What who brings it may keep",
};

/** A document that a wallet is about to sign, word for word, with the button that signs it: nobody signs what they do not see. */
export function Signing({
  says,
  document,
  act,
  sign,
}: {
  says: string;
  document: Document;
  act: Act;
  sign: () => void;
}) {
  return (
    <section className="card stack tight" aria-label="What you sign" data-testid="signing">
      <p>{says}</p>
      <dl className="small">
        {Object.entries(document.message).map(([name, value]) => (
          <div key={name}>
            <dt>{TITLES[name] ?? name}</dt>
            <dd>{written(name, value)}</dd>
          </div>
        ))}
        <div>
          <dt>By contract</dt>
          <dd>
            {document.domain.name}, <code>{document.domain.verifyingContract}</code> on chain{" "}
            {String(document.domain.chainId)}
          </dd>
        </div>
      </dl>
      <div className="acts">
        <button type="button" className="first" onClick={sign} disabled={act.busy}>
          {act.busy ? "Waiting for the wallet…" : "Sign this with the wallet"}
        </button>
      </div>
      <Refusal act={act} />
    </section>
  );
}

function written(name: string, value: string | boolean) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (WEI.includes(name)) return money(Number(BigInt(value) / GWEI_WEI));
  if (name === "deadline") return time(Number(value) * 1000);
  return <code>{value}</code>;
}
