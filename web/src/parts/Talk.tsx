import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import type { ContributionLine, ReviewTalk } from "../api";
import { get, post } from "../api";
import { time } from "../format";
import { useRights } from "../session";
import { AccountName } from "./Names";

type Kind = "ask" | "answer" | "appeal";

const NAMES: Record<ReviewTalk["list"][number]["act"], string> = {
  ask: "Question",
  answer: "Answer",
  appeal: "Appeal",
  vote: "Votes",
  gold: "Known answers",
  decide: "Decision",
};

const FORMS: Record<Kind, [label: string, act: string]> = {
  ask: ["Ask the contributor (the rows that you name are held)", "Ask"],
  answer: ["Answer", "Answer"],
  appeal: ["Appeal to the owner, once for each refused row", "Appeal"],
};

/** What reviewers and the contributor said about rows, and the way to say more. */
export function Talk(props: { contribution: ContributionLine; reviews: boolean }) {
  const { contribution, reviews } = props;
  const { actsFor } = useRights();
  const path = `/api/contributions/${contribution.id}/words`;
  const talk = useQuery({
    queryKey: ["contribution", contribution.id, "words"],
    queryFn: () => get<ReviewTalk>(path),
  });
  const gives = actsFor(contribution.contributor);
  const kinds: Kind[] = [
    ...(reviews && contribution.state === "signed" ? (["ask"] as const) : []),
    ...(gives && contribution.awaitsAnswer ? (["answer"] as const) : []),
    ...(gives && contribution.rowsRejected > 0 ? (["appeal"] as const) : []),
  ];
  const said = talk.data?.list ?? [];
  if (said.length === 0 && kinds.length === 0) return null;
  return (
    <section aria-labelledby="talk" className="stack tight">
      <h2 id="talk">Questions and decisions</h2>
      {said.length > 0 && (
        <ol className="plain">
          {said.map((each) => (
            <li key={each.number}>
              <b>{NAMES[each.act]}</b> of <AccountName address={each.who} name={each.name} /> on {time(each.timeMillis)}
              : <span style={{ whiteSpace: "pre-wrap" }}>{inWords(each)}</span>{" "}
              <span className="small">(entry {each.logIndex} of the log)</span>
            </li>
          ))}
        </ol>
      )}
      {kinds.map((kind) => (
        <Say key={kind} kind={kind} path={path} />
      ))}
    </section>
  );
}

function inWords({ act, words }: ReviewTalk["list"][number]): string {
  if (words === "") return "gone with the rows that it may have quoted";
  if (act === "ask" || act === "answer" || act === "appeal") return words;
  return Object.entries(JSON.parse(words) as Record<string, unknown>)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") || "none" : value}`)
    .join("; ");
}

function Say({ kind, path }: { kind: Kind; path: string }) {
  const act = useAct();
  const [label, button] = FORMS[kind];
  const say = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    act.run(async () => {
      await post(path, {
        act: kind,
        words: fields.get("words"),
        rows: String(fields.get("rows") ?? "")
          .split(/[\s,]+/)
          .filter(Boolean)
          .map(Number),
      });
      form.reset();
    });
  };
  return (
    <form className="stack tight" onSubmit={say}>
      <label>
        {label}
        <textarea name="words" required maxLength={2000} rows={2} />
      </label>
      {kind !== "answer" && (
        <label>
          Lines, such as 3, 8
          <input name="rows" required={kind === "appeal"} pattern="\d+([\s,]+\d+)*" />
        </label>
      )}
      <div className="acts">
        <button type="submit" disabled={act.busy}>
          {button}
        </button>
      </div>
      <Refusal act={act} />
    </form>
  );
}
