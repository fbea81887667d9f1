import { useState } from "react";
import { calldata, type Question, read } from "../contracts";
import { time } from "../format";
import { Loaded } from "../parts/Loaded";
import { allow, type Governing, open, Possible, Sending, seconds, useAmount, useChain, WhoActs } from "./Deciding";

const KINDS = [
  ["Datanet", "datanetRegistry"],
  ["Model", "modelRegistry"],
] as const;
const MOST_LOOKED_AT = 100n;
const DAY_SECONDS = 86_400;

interface Offer {
  id: bigint;
  seller: string;
  what: string;
  price: bigint;
  until: number;
}

async function offersOf(of: Governing): Promise<Offer[]> {
  const sale = of.at.sale ?? "";
  const [[made]] = (await read([[sale, "offers()", "(uint256)"]])) as [[bigint]];
  const ids: bigint[] = [];
  for (let id = made; id > 0n && id > made - MOST_LOOKED_AT; id--) ids.push(id);
  const answers = (await read(
    ids.map((id): Question => [sale, "offerOf(uint256)", "((address,uint64,address,uint256,uint256))", id]),
  )) as [[string, bigint, string, bigint, bigint]][];
  return answers
    .map(([[seller, until, collection, token, price]], index) => {
      const kind = KINDS.find(([, contract]) => of.at[contract] === collection)?.[0];
      return {
        id: ids[index] ?? 0n,
        seller,
        what: kind ? `${kind} ${token} on chain` : `token ${token} of contract ${collection}`,
        price,
        until: Number(until),
      };
    })
    .filter(({ until }) => until > seconds());
}

/** Datanets and models for a price. */
export function Sales({ of }: { of: Governing }) {
  const found = useChain(of, "sales", () => offersOf(of));
  return (
    <section aria-labelledby="sales">
      <h2 id="sales">Sales</h2>
      <p className="say">
        Datanets and models for a price. A token stays with its owner until it is bought; money and token change hands
        in one call, or neither does. Who owns a Datanet or model decides about it, and gets what it earns.
      </p>
      <Loaded query={found}>
        {(offers) => (
          <div className="stack">
            {offers.length === 0 && <p>Nothing is for sale.</p>}
            {offers.map((offer) => (
              <One key={String(offer.id)} of={of} offer={offer} />
            ))}
            {of.account && <Sell of={of} />}
            <WhoActs of={of} command="sale" />
          </div>
        )}
      </Loaded>
    </section>
  );
}

function One({ of, offer }: { of: Governing; offer: Offer }) {
  const sale = of.at.sale ?? "";
  const own = offer.seller === of.account;
  return (
    <article className="stack tight governed" data-testid="offer">
      <p>
        {offer.what} for <b>{open(offer.price)}</b> from {own ? "you" : <code>{offer.seller}</code>}, until{" "}
        {time(offer.until * 1000)}.
      </p>
      {of.account && (
        <Possible title={own ? "Take it back" : "Buy it"}>
          {own ? (
            <Sending
              of={of}
              does="Take it back"
              calls={[
                {
                  to: sale,
                  data: calldata("cancel(uint256)", offer.id),
                  says: `Takes your offer of ${offer.what} back; it stays yours.`,
                },
              ]}
            />
          ) : (
            <Sending
              of={of}
              does={`Buy it for ${open(offer.price)}`}
              calls={[
                ...allow(of, sale, "the Sale contract", offer.price),
                {
                  to: sale,
                  data: calldata("buy(uint256)", offer.id),
                  says: `Buys ${offer.what} from ${offer.seller} for ${open(offer.price)}, or nothing happens.`,
                },
              ]}
            />
          )}
        </Possible>
      )}
    </article>
  );
}

function Sell({ of }: { of: Governing }) {
  const [kind, setKind] = useState(0);
  const [token, setToken] = useState("");
  const [days, setDays] = useState(30);
  const { wei, field } = useAmount("Price", "1");
  const [name, contract] = KINDS[kind] ?? KINDS[0];
  const at = of.at[contract] ?? "";
  const id = /^[1-9][0-9]{0,17}$/.test(token) ? BigInt(token) : undefined;
  const owner = useChain(of, `owner ${contract} ${id}`, async () => {
    if (id === undefined) return null;
    const [[owns]] = (await read([[at, "ownerOf(uint256)", "(address)", id]]).catch(() => [[null]])) as [
      [string | null],
    ];
    return owns;
  });
  const until = Math.floor(seconds() / DAY_SECONDS + days) * DAY_SECONDS;
  return (
    <Possible title="Offer a Datanet or model of yours">
      <div className="acts">
        <label>
          What
          <select value={kind} onChange={(event) => setKind(Number(event.target.value))}>
            {KINDS.map(([each], number) => (
              <option key={each} value={number}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <label>
          Number on chain
          <input value={token} inputMode="numeric" onChange={(event) => setToken(event.target.value.trim())} />
        </label>
        {field}
        <label>
          Days
          <input
            type="number"
            min={1}
            max={89}
            value={days}
            onChange={(event) => setDays(Math.min(89, Math.max(1, Math.round(Number(event.target.value)))))}
          />
        </label>
      </div>
      {id === undefined || owner.data !== of.account || wei === undefined ? (
        <p className="small">
          {id !== undefined && owner.data !== undefined
            ? owner.data === null
              ? `There is no ${name} ${id} on chain.`
              : owner.data === of.account
                ? "Type a price such as 2.5."
                : `${name} ${id} on chain is ${owner.data}'s.`
            : "Name what you own by its number on chain."}
        </p>
      ) : (
        <Sending
          of={of}
          does={`Offer it for ${open(wei)}`}
          calls={[
            {
              to: at,
              data: calldata("approve(address,uint256)", of.at.sale ?? "", id),
              says: `Lets the Sale contract move ${name} ${id} when it is bought, and only this one.`,
            },
            {
              to: of.at.sale ?? "",
              data: calldata("offer(address,uint256,uint256,uint64)", at, id, wei, BigInt(until)),
              says: `Offers it for ${open(wei)} until ${time(until * 1000)}. Whoever pays that owns it, with all that it earns.`,
            },
          ]}
        />
      )}
    </Possible>
  );
}
