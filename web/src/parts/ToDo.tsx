import { keepPreviousData } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Account, ContributionLine, DatanetDetail, Overview } from "../api";
import { get } from "../api";
import { useAwaited } from "../awaited";
import { count } from "../format";
import type { Rights } from "../session";
import { useRights } from "../session";
import { Money } from "./Money";

/** Of so many Datanets of the reader's the contributions are looked at. */
const MOST_DATANETS = 30;
/** A deposit is low when it may not pay for an answer of so many tokens. */
const LONG_ANSWER_TOKENS = 512;

/** What waits for who is signed in: reviews, versions to publish, rows to sign, pay to claim, a deposit that runs out. */
export function ToDo({ overview }: { overview: Overview }) {
  const rights = useRights();
  const own = overview.datanets.filter(({ owner }) => rights.actsFor(owner)).slice(0, MOST_DATANETS);
  const datanets = useAwaited<DatanetDetail[]>({
    queryKey: ["datanets", "of", own.map(({ id }) => id)],
    queryFn: () => Promise.all(own.map(({ id }) => get<DatanetDetail>(`/api/datanets/${id}`))),
    placeholderData: keepPreviousData,
  });
  const address = rights.account ?? overview.node.operator;
  const account = useAwaited<Account>({
    queryKey: ["account", address],
    queryFn: () => get<Account>(`/api/accounts/${address}`),
  });
  const tasks = [
    ...(datanets.data ?? []).flatMap(ofDatanet),
    ...(account.data ? ofAccount(account.data, overview, rights) : []),
  ];
  const known = account.data !== undefined && datanets.data !== undefined;
  return (
    <section aria-label="To do">
      {tasks.length > 0 ? (
        <ul className="todo">{tasks}</ul>
      ) : (
        <p className="small">{known ? "Nothing waits for you." : "The node did not say what waits for you."}</p>
      )}
    </section>
  );
}

function Task({ says, children }: { says: ReactNode; children: ReactNode }) {
  return (
    <li>
      <span>{says}</span>
      {children}
    </li>
  );
}

function ofDatanet(datanet: DatanetDetail): ReactNode[] {
  const link = (act: string) => (
    <Link className="button" to="/datanets/$id" params={{ id: datanet.id }}>
      {act}
    </Link>
  );
  const signed = datanet.contributions.filter(({ state }) => state === "signed").length;
  const unpublished = datanet.rowsAccepted - (datanet.versions.at(-1)?.rows ?? 0);
  const tasks: ReactNode[] = [];
  if (signed > 0) {
    const says = `${count(signed)} ${signed === 1 ? "contribution" : "contributions"} to ${datanet.name} to review`;
    tasks.push(
      <Task key={`review ${datanet.id}`} says={says}>
        {link("Review")}
      </Task>,
    );
  }
  if (unpublished > 0) {
    const says = `${count(unpublished)} accepted rows of ${datanet.name} are in no version yet`;
    tasks.push(
      <Task key={`publish ${datanet.id}`} says={says}>
        {link("Publish")}
      </Task>,
    );
  }
  return tasks;
}

/** Whether an upload was not signed, and nothing came to its Datanet after it. */
function isLeft({ state, datanet, timeMillis }: ContributionLine, all: ContributionLine[]): boolean {
  return state === "screened" && !all.some((other) => other.datanet === datanet && other.timeMillis > timeMillis);
}

function ofAccount(account: Account, overview: Overview, { administers }: Rights): ReactNode[] {
  const link = (act: string) => (
    <Link className="button" to="/accounts/$address" params={{ address: account.address }}>
      {act}
    </Link>
  );
  const whose = administers ? "The operator has" : "You have";
  const tasks: ReactNode[] = account.contributions
    .filter((each) => isLeft(each, account.contributions))
    .map(({ id, datanet, rowsSubmitted }) => (
      <Task key={`sign ${id}`} says={`${count(rowsSubmitted)} uploaded rows are not signed, so nobody reviews them`}>
        <Link className="button" to="/datanets/$id" params={{ id: datanet }}>
          Upload again and sign
        </Link>
      </Task>
    ));
  if (account.claimableGwei > 0) {
    tasks.push(
      <Task
        key="claim"
        says={
          <>
            {whose} <Money gwei={account.claimableGwei} /> to withdraw
          </>
        }
      >
        {link("Withdraw")}
      </Task>,
    );
  }
  const enough = overview.node.priceGwei * LONG_ANSWER_TOKENS;
  if (overview.models.length > 0 && account.depositGwei < enough) {
    tasks.push(
      <Task
        key="deposit"
        says={
          <>
            {whose} <Money gwei={account.depositGwei} /> of deposit; a long answer costs up to <Money gwei={enough} />
          </>
        }
      >
        {link("See the deposit")}
      </Task>,
    );
  }
  return tasks;
}
