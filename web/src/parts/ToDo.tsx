import { keepPreviousData } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Account, ContributionLine, ContributionList, DatanetDetail, DatanetLine, Overview } from "../api";
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

interface Reviewed {
  datanet: DatanetDetail;
  /** Contributions that wait for the owner. */
  toReview: number;
}

/** What waits for who is signed in: reviews, versions to publish, rows to sign, pay to claim, a deposit that runs out. */
export function ToDo({ overview }: { overview: Overview }) {
  const rights = useRights();
  const datanets = useAwaited<Reviewed[]>({
    queryKey: ["datanets", "of", rights.account],
    queryFn: () => ownDatanets(rights.account),
    placeholderData: keepPreviousData,
  });
  const address = rights.account ?? overview.node.operator;
  const account = useAwaited<Account>({
    queryKey: ["account", address],
    queryFn: () => get<Account>(`/api/accounts/${address}`),
  });
  const uploads = useAwaited<ContributionLine[]>({
    queryKey: ["account", address, "unsigned"],
    queryFn: () => drafts(address),
  });
  const tasks = [
    ...(datanets.data ?? []).flatMap(ofDatanet),
    ...(uploads.data ?? []).map(ofGiver),
    ...(account.data ? ofAccount(account.data, overview, rights) : []),
  ];
  const known = account.data !== undefined && datanets.data !== undefined && uploads.data !== undefined;
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

/** The reader's Datanets, the administrator's being all, with how many contributions to each wait for review. */
async function ownDatanets(owner: string | null): Promise<Reviewed[]> {
  const query = owner === null ? "" : `&owner=${owner}`;
  const { list } = await get<{ list: DatanetLine[] }>(`/api/datanets?limit=${MOST_DATANETS}${query}`);
  return Promise.all(
    list.map(async ({ id }) => {
      const datanet = await get<DatanetDetail>(`/api/datanets/${id}`);
      const waiting = await get<ContributionList>(`/api/datanets/${id}/contributions?state=signed&limit=1`);
      return { datanet, toReview: waiting.total };
    }),
  );
}

/** Drafts of an account, and contributions about which it was asked something. */
async function drafts(address: string): Promise<ContributionLine[]> {
  const of = (query: string) =>
    get<ContributionList>(`/api/contributions?contributor=${address}&sort=-timeMillis&${query}`);
  const [unsigned, signed] = await Promise.all([
    of(`state=screened&limit=${MOST_DATANETS}`),
    of(`state=signed&limit=${MOST_DATANETS}`),
  ]);
  return [...unsigned.list, ...signed.list.filter(({ awaitsAnswer }) => awaitsAnswer)];
}

function ofGiver({ id, rowsPassed, awaitsAnswer }: ContributionLine): ReactNode {
  const says = awaitsAnswer
    ? `A reviewer asks you about contribution ${id}`
    : `${count(rowsPassed)} uploaded rows are not signed, so nobody reviews them`;
  return (
    <Task key={`give ${id}`} says={says}>
      <Link className="button" to="/contributions/$id" params={{ id }}>
        {awaitsAnswer ? "Answer" : "See and sign"}
      </Link>
    </Task>
  );
}

function ofDatanet({ datanet, toReview }: Reviewed): ReactNode[] {
  const link = (act: string) => (
    <Link className="button" to="/datanets/$id" params={{ id: datanet.id }}>
      {act}
    </Link>
  );
  const unpublished = datanet.rowsAccepted - datanet.publishedRows;
  const tasks: ReactNode[] = [];
  if (toReview > 0) {
    const says = `${count(toReview)} ${toReview === 1 ? "contribution" : "contributions"} to ${datanet.name} to review`;
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

function ofAccount(account: Account, overview: Overview, { administers }: Rights): ReactNode[] {
  const link = (act: string) => (
    <Link className="button" to="/accounts/$address" params={{ address: account.address }}>
      {act}
    </Link>
  );
  const whose = administers ? "The operator has" : "You have";
  const tasks: ReactNode[] = [];
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
  if (overview.totals.models > 0 && account.depositGwei < enough) {
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
