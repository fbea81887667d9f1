import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Refusal, useAct } from "../act";
import type { DatanetDetail, DatanetRights, Overview, WalletOutcome } from "../api";
import { get, postOnce } from "../api";
import { openOfWei } from "../format";
import { buyCalls } from "../proof/licences";
import { useRights } from "../session";
import { sendCalls } from "../wallet";
import { AccountField } from "./AccountField";
import { Loaded } from "./Loaded";

const REFRESH_MILLIS = 5_000;

/** What a Datanet's latest version may be used for and why not, and the licences that can be bought for it. */
export function Uses({ datanet }: { datanet: DatanetDetail }) {
  const { account } = useRights();
  const asked = account === null ? "" : `?holder=${account}`;
  const rights = useQuery({
    queryKey: ["datanet", datanet.id, "rights", account],
    queryFn: () => get<DatanetRights>(`/api/datanets/${datanet.id}/rights${asked}`),
    refetchInterval: REFRESH_MILLIS, // the node reads a purchase from the chain after the wallet has sent it
  });
  return (
    <section aria-labelledby="uses">
      <h2 id="uses">What version {datanet.latestVersion} may be used for</h2>
      <Loaded query={rights}>
        {(data) => (
          <>
            <p className="small">
              {data.onChain ? "As the contracts say" : "As this node says: its contracts know no licences"}
              {data.holder ? ", with the licences of your account." : ", for anybody."}
            </p>
            <table>
              <thead>
                <tr>
                  <th scope="col">use</th>
                  <th scope="col">permitted</th>
                  <th scope="col">why</th>
                </tr>
              </thead>
              <tbody>
                {data.uses.map(({ use, paid, permitted, reason }) => (
                  <tr key={`${use}-${paid}`}>
                    <td>
                      {use}
                      {paid && " for money"}
                    </td>
                    <td>{permitted ? "yes" : "no"}</td>
                    <td>{reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {data.offers.map((offer) => (
              <Offer key={offer.termsId} rights={data} offer={offer} datanet={datanet} />
            ))}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** One kind of terms: what it costs, how long it lasts, and the two calls that buying it is, in words, before the wallet shows them. */
function Offer({
  rights,
  offer,
  datanet,
}: {
  rights: DatanetRights;
  offer: DatanetRights["offers"][number];
  datanet: DatanetDetail;
}) {
  const { account, administers } = useRights();
  const { token } = datanet;
  const act = useAct();
  const price = `${openOfWei(offer.feeWei)} OPEN`;
  const buy = () =>
    act.run(async () => {
      const { node } = await get<Overview>("/api/overview");
      const { licences, wrappedOpen } = node.contracts;
      if (account === null || token === undefined || licences === undefined || wrappedOpen === undefined) return;
      const calls = buyCalls({ licences, wrappedOpen, token, version: rights.version, offer, holder: account });
      await sendCalls(account, node.chainId, calls);
    });
  return (
    <details>
      <summary>
        {offer.licence}: {price}, {offer.lastsSeconds === 0 ? "for ever" : `${offer.lastsSeconds / 86_400} days each`}
        {offer.held !== "0" && `, you hold ${offer.held}`}
        {!offer.offered && ", not sold any more"}
      </summary>
      <p>
        Terms <code>{offer.termsId}</code>
      </p>
      {offer.offered && account !== null && (
        <>
          <p>
            Your wallet is asked to send two transactions: the first lets the Licences contract take {price} of your
            wrapped OPEN; the second pays that to the Datanet's treasury and mints one licence for version{" "}
            {rights.version} to your account. You pay their gas. Nobody can take the licence back.
          </p>
          <button type="button" onClick={buy} disabled={act.busy}>
            {act.busy ? "Waiting for the wallet…" : `Buy one licence for ${price}`}
          </button>
          <Refusal act={act} />
        </>
      )}
      {offer.offered && administers && (
        <BuyForAnAccount rights={rights} offer={offer} datanet={datanet} price={price} />
      )}
    </details>
  );
}

/** For an account whose key the node keeps, by the administrator: what it pays, to whom, and for what. */
function BuyForAnAccount({
  rights,
  offer,
  datanet,
  price,
}: {
  rights: DatanetRights;
  offer: DatanetRights["offers"][number];
  datanet: DatanetDetail;
  price: string;
}) {
  const act = useAct();
  const [said, setSaid] = useState("");
  const buy = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const holder = String(new FormData(event.currentTarget).get("holder"));
    act.run(async () => {
      const { datanet: of, version } = rights;
      const wanted = { holder, datanet: String(of), version, termsId: offer.termsId, amount: 1 };
      setSaid((await postOnce<WalletOutcome>("/api/licences", wanted)).says);
    });
  };
  return (
    <form onSubmit={buy} className="acts">
      <p>
        The node signs for an account whose key it keeps: {price} of the OPEN that the account holds go to the treasury
        of {datanet.name}, within its spending limit, and one licence for version {rights.version} is its own. The
        operator pays the gas. Nobody can take the licence back.
      </p>
      <AccountField name="holder" label="Account that buys" />
      <button type="submit" disabled={act.busy}>
        {act.busy ? "Buying…" : `Buy one licence for ${price}`}
      </button>
      {said !== "" && <p role="status">{said}</p>}
      <Refusal act={act} />
    </form>
  );
}
