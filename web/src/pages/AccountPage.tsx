import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Refusal, useAct } from "../act";
import type { Account, Earning, ModelValues as Values } from "../api";
import { get, postOnce } from "../api";
import { useAwaited } from "../awaited";
import { short } from "../format";
import { AuditTable } from "../parts/AuditTable";
import { ContributionList } from "../parts/ContributionList";
import { Deposit } from "../parts/Deposit";
import { EarningTable } from "../parts/EarningTable";
import { Heading } from "../parts/Heading";
import { Keys } from "../parts/Keys";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { Notify } from "../parts/Notify";
import { OnChain } from "../parts/OnChain";
import { Reputation } from "../parts/Reputation";
import { Sessions } from "../parts/Sessions";
import { Spending } from "../parts/Spending";
import { UsageTable } from "../parts/UsageTable";
import { ModelValues } from "../parts/Values";
import { useRights } from "../session";
import type { Source } from "../table/column";

export function AccountPage() {
  const { address } = useParams({ from: "/accounts/$address" });
  const account = useQuery({ queryKey: ["account", address], queryFn: () => get<Account>(`/api/accounts/${address}`) });
  return (
    <>
      <Heading title={account.data?.name ?? `Account ${short(address)}`}>
        <span className="crumb">{account.data?.name ?? "Account"}</span> <code>{address}</code>
      </Heading>
      <Loaded query={account} whole>
        {(data) => <Statement account={data} />}
      </Loaded>
    </>
  );
}

function Statement({ account }: { account: Account }) {
  const { actsFor } = useRights();
  const path = `/api/accounts/${account.address}`;
  const subject = ["account", account.address];
  return (
    <>
      <dl className="figures">
        <div>
          <dt>Earned</dt>
          <dd data-testid="earned">
            <Money gwei={account.earnedGwei} />
          </dd>
        </div>
        <div>
          <dt>In the open epoch</dt>
          <dd>
            <Money gwei={account.earnedGwei - account.settledGwei} />
          </dd>
        </div>
        {account.waitingGwei > 0 && (
          <div>
            <dt>Held until the epoch ends</dt>
            <dd data-testid="waiting">
              <Money gwei={account.waitingGwei} />
            </dd>
          </div>
        )}
        <div>
          <dt>To withdraw</dt>
          <dd>
            <Money gwei={account.claimableGwei} />
          </dd>
        </div>
        <div>
          <dt>Paid out on chain</dt>
          <dd>
            <Money gwei={account.claimedGwei} />
          </dd>
        </div>
        {account.depositGwei > 0 && (
          <div>
            <dt>Deposit for questions</dt>
            <dd>
              <Money gwei={account.depositGwei} />
            </dd>
          </div>
        )}
      </dl>
      {account.claimableGwei > 0 && <Claim account={account} />}
      <div className="stack">
        {actsFor(account.address) && (
          <section aria-labelledby="deposit">
            <h2 id="deposit">Deposit for questions</h2>
            <Deposit payer={account.address} />
          </section>
        )}
        <OnChain address={account.address} />
        {actsFor(account.address) && (
          <>
            <Keys payer={account.address} />
            <Sessions account={account.address} />
            <Notify account={account.address} />
          </>
        )}
        {actsFor(account.address) && (
          <section aria-labelledby="usage" data-testid="usage">
            <h2 id="usage">What it paid, by day</h2>
            <Spending of={account.address} />
            <UsageTable source={{ from: `${path}/usage`, subject }} />
          </section>
        )}
        <section aria-labelledby="why">
          <h2 id="why">Earnings</h2>
          <Earnings source={{ from: `${path}/statement`, subject }} />
        </section>
        <section aria-labelledby="audits" data-testid="audits">
          <h2 id="audits">What was released, epoch by epoch</h2>
          <AuditTable source={{ from: `${path}/audits`, subject }} />
        </section>
        <Worth account={account} />
        <Reputation address={account.address} />
        <section aria-labelledby="given">
          <h2 id="given">Contributions</h2>
          <ContributionList
            of="account"
            source={{ from: `/api/contributions?contributor=${account.address}`, subject }}
          />
        </section>
      </div>
    </>
  );
}

/** What the account's rows did for models, on rows nobody trained on. */
function Worth({ account }: { account: Account }) {
  const path = `/api/values?contributor=${account.address}`;
  const values = useAwaited<Values>({ queryKey: ["values of", account.address], queryFn: () => get<Values>(path) });
  if (!values.data || values.data.total === 0) return null;
  return (
    <section aria-labelledby="worth">
      <h2 id="worth">How these rows changed models</h2>
      <ModelValues values={values.data} from={path} />
    </section>
  );
}

function Claim({ account }: { account: Account }) {
  const act = useAct();
  const { actsFor } = useRights();
  const [says, setSays] = useState<string | null>(null);
  if (!actsFor(account.address)) return null;
  const claim = () =>
    act.run(async () => setSays((await postOnce<{ says: string }>("/api/claims", { account: account.address })).says));
  return (
    <div className="acts" style={{ margin: "0 0 22px" }}>
      <button type="button" className="first" onClick={claim} disabled={act.busy}>
        Withdraw <Money gwei={account.claimableGwei} />
      </button>
      {says && (
        <span className="small" role="status">
          {says}
        </span>
      )}
      <Refusal act={act} />
    </div>
  );
}

function Earnings({ source }: { source: Source<Earning> }) {
  return (
    <div data-testid="earnings">
      <EarningTable source={source} />
      <p className="say">
        Each line is one answer, or the bonus that a builder promised for training. The share is how much of an answer
        the rows of this account caused. We measure it by training the model again without them. Each answer immediately
        pays the part that we are statistically sure of. The rest is held until the epoch ends, and is released if the
        epoch's answers, taken together, support it.
      </p>
    </div>
  );
}
