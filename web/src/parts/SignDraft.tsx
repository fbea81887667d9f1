import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { Refusal, useAct } from "../act";
import type { ContributionLine, ContributionStatement, ReviewPolicy, ToSign } from "../api";
import { get, post } from "../api";
import { count, money, time } from "../format";
import { useRights } from "../session";
import { signTyped } from "../wallet";
import { Loaded } from "./Loaded";
import { StatementFields, statementOf } from "./Statement";

/** What a contributor agrees to, all of it below the rows that it is about: terms, licence, who will review, how to take rows back. */
export function SignDraft({ contribution }: { contribution: ContributionLine }) {
  const { account } = useRights();
  const act = useAct();
  const saying = useRef<HTMLFormElement>(null);
  const path = `/api/contributions/${contribution.id}`;
  const draft = useQuery({
    queryKey: ["contribution", contribution.id, "to sign"],
    queryFn: () => get<ToSign>(`${path}/signature`),
  });
  const policy = useQuery({
    queryKey: ["datanet", contribution.datanet, "policy"],
    queryFn: () => get<ReviewPolicy>(`/api/datanets/${contribution.datanet}/review-policy`),
  });
  const sign = () =>
    act.run(async () => {
      const statement = statementOf(new FormData(saying.current ?? undefined));
      const typedData = statement
        ? (await post<ContributionStatement>(`${path}/statement`, statement)).typedData
        : draft.data?.typedData;
      const signature = account && typedData ? await signTyped(account, typedData) : undefined;
      await post<ContributionLine>(`${path}/signature`, { signature });
    });
  return (
    <Loaded query={draft}>
      {(toSign) => (
        <section aria-labelledby="sign" className="stack tight">
          <h2 id="sign">Sign {count(contribution.rowsPassed)} rows</h2>
          <p className="say">
            You give the rows above under <b>{toSign.licence}</b>. {toSign.licenceSays.join(" ")}
          </p>
          <h3>Terms of this Datanet</h3>
          <p className="terms">{toSign.terms}</p>
          <p className="small">
            {policy.data && reviewedBy(policy.data)} You can take your rows back at any time. Nobody but you sees this
            draft; it is kept until {time(toSign.deadlineSeconds * 1000)}.
          </p>
          <form ref={saying} onSubmit={(event) => event.preventDefault()}>
            <StatementFields />
          </form>
          <div className="acts">
            <button type="button" className="first" onClick={sign} disabled={act.busy}>
              Sign under these terms
            </button>
          </div>
          <Refusal act={act} />
        </section>
      )}
    </Loaded>
  );
}

/** By whom a contribution will be reviewed, in a sentence. */
export function reviewedBy({ kind, quorum, hours, sample, bondGwei, toleratedPercent }: ReviewPolicy): string {
  const owner = "The Datanet's owner, or a curator, decides which rows come in.";
  if (kind === "bond")
    return (
      `${owner} By the command line a contributor may stake ${money(bondGwei)} a row instead: the rows count at once, ` +
      `${count(sample)} are drawn and voted on for ${count(hours)} hours, and where more than ${toleratedPercent} % of those ` +
      "are refused, all rows are out that nobody voted for, and the refused part of the bond is the commons'."
    );
  return kind === "owner"
    ? owner
    : `A row comes in or not when ${count(quorum)} ${quorum === 1 ? "reviewer says" : "reviewers say"} so, none knowing ` +
        `what others voted; after ${count(hours)} hours the owner decides what is left.`;
}
