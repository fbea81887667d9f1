import "./review.css";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { Refusal, useAct } from "../act";
import { useAddress } from "../address";
import type { ContributionLine, ReviewRow, ReviewRows } from "../api";
import { get, post } from "../api";
import { count } from "../format";
import { Loaded } from "./Loaded";
import { ReviewedRow } from "./ReviewedRow";

const PAGE = 50;
const REASONS = [
  "none",
  "near-duplicate",
  "contained",
  "variant",
  "correction",
  "elsewhere",
  "personal-data",
  "secret",
  "exact-duplicate",
  "review",
];
const STATES = ["held", "waiting", "accepted", "refused"];

export type Decision = "accept" | "refuse";
type Decisions = Readonly<Record<number, Decision>>;

/** What a reader may do with rows that wait for review. */
export type Right = "look" | "vote" | "decide";

interface Props {
  contribution: ContributionLine;
  right: Right;
}

/** The rows of a contribution, a page at a time, with keys to go through them and to decide. */
export function Reviewing({ contribution, right }: Props) {
  const decides = right !== "look";
  const { state, change } = useAddress();
  const [decisions, setDecisions] = useDraft(contribution.id);
  const page = Math.max(1, Number(state.page ?? 1) || 1);
  const sample = Number(state.sample ?? 0) || 0;
  const query = new URLSearchParams({
    sort: sample > 0 ? "sample" : "line",
    limit: String(sample > 0 ? Math.min(sample, 500) : PAGE),
    offset: String(sample > 0 ? 0 : (page - 1) * PAGE),
  });
  for (const name of ["state", "reason", "q"] as const) {
    const said = state[name];
    if (said) query.set(name, said);
  }
  const rows = useQuery({
    queryKey: ["review", contribution.id, query.toString()],
    queryFn: () => get<ReviewRows>(`/api/contributions/${contribution.id}/rows?${query}`),
  });
  const shown = rows.data?.list ?? [];
  const total = rows.data?.total ?? 0;
  const pages = sample > 0 ? 1 : Math.max(1, Math.ceil(total / PAGE));
  const at = Math.max(
    0,
    shown.findIndex((row) => String(row.line) === state.line),
  );

  const go = useCallback(
    (index: number) => {
      const row = shown[index];
      if (row) change({ line: String(row.line) }, { replaces: true });
      else if (index < 0 && page > 1) change({ page: String(page - 1), line: undefined });
      else if (index >= shown.length && page < pages) change({ page: String(page + 1), line: undefined });
    },
    [shown, page, pages, change],
  );
  const decide = useCallback(
    (line: number, decision: Decision | undefined) =>
      setDecisions((before) => {
        const { [line]: _, ...others } = before;
        return decision === undefined ? others : { ...others, [line]: decision };
      }),
    [setDecisions],
  );
  useKeys((key) => {
    const row = shown[at];
    if (key === "j") go(at + 1);
    if (key === "k") go(at - 1);
    if (!row || !isOpen(row, right)) return;
    if (key === "a" || key === "r" || key === "h") {
      decide(row.line, key === "a" ? "accept" : key === "r" ? "refuse" : undefined);
      go(at + 1);
    }
  });

  return (
    <section aria-label="Rows" className="stack tight">
      <div className="fields">
        <Choice
          name="State"
          value={state.state}
          of={STATES}
          onChange={(said) => change({ state: said, page: undefined })}
        />
        <Choice
          name="Found"
          value={state.reason}
          of={REASONS}
          onChange={(said) => change({ reason: said, page: undefined })}
        />
        <label>
          With the text
          <input
            type="search"
            defaultValue={state.q ?? ""}
            onChange={(event) => change({ q: event.target.value || undefined, page: undefined }, { replaces: true })}
          />
        </label>
        <label>
          A sample of
          <input
            type="number"
            min={1}
            max={500}
            defaultValue={sample || ""}
            placeholder="all rows"
            onChange={(event) =>
              change({ sample: event.target.value || undefined, page: undefined }, { replaces: true })
            }
          />
        </label>
      </div>
      <Loaded query={rows}>
        {() =>
          shown.length === 0 ? (
            <p>No row is like that.</p>
          ) : (
            <ol className="rows-to-review">
              {shown.map((row, index) => (
                <ReviewedRow
                  key={row.leaf}
                  contribution={contribution.id}
                  row={row}
                  current={index === at}
                  decision={decisions[row.line]}
                  onChoose={() => go(index)}
                  onDecide={isOpen(row, right) ? (decision) => decide(row.line, decision) : undefined}
                />
              ))}
            </ol>
          )
        }
      </Loaded>
      {pages > 1 && (
        <nav className="acts" aria-label="Pages">
          <button
            type="button"
            disabled={page === 1}
            onClick={() => change({ page: String(page - 1), line: undefined })}
          >
            Previous
          </button>
          <span className="small">
            Page {count(page)} of {count(pages)}
          </span>
          <button
            type="button"
            disabled={page === pages}
            onClick={() => change({ page: String(page + 1), line: undefined })}
          >
            Next
          </button>
        </nav>
      )}
      <p className="small">
        Keys: <kbd>j</kbd> next, <kbd>k</kbd> previous
        {decides && (
          <>
            , <kbd>a</kbd> accept, <kbd>r</kbd> refuse, <kbd>h</kbd> decide later
          </>
        )}
        .
      </p>
      {decides && (
        <Decide
          contribution={contribution}
          votes={right === "vote"}
          decisions={decisions}
          onDone={() => setDecisions({})}
        />
      )}
    </section>
  );
}

/** Whether the reader can still say something about a row. */
function isOpen(row: ReviewRow, right: Right): boolean {
  if (right === "look" || (row.state !== "waiting" && row.state !== "held")) return false;
  return right === "decide" || (row.votes.length === 0 && !row.appealed);
}

function Choice(props: {
  name: string;
  value: string | undefined;
  of: string[];
  onChange: (said: string | undefined) => void;
}) {
  return (
    <label>
      {props.name}
      <select value={props.value ?? ""} onChange={(event) => props.onChange(event.target.value || undefined)}>
        <option value="">any</option>
        {props.of.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What was decided becomes so, or is voted, all at once; the rest goes on waiting, or is accepted where it was seen. */
function Decide(props: { contribution: ContributionLine; votes: boolean; decisions: Decisions; onDone: () => void }) {
  const act = useAct();
  const [reason, setReason] = useState("");
  const lines = (decision: Decision) =>
    Object.entries(props.decisions)
      .filter(([, each]) => each === decision)
      .map(([line]) => Number(line));
  const accepted = lines("accept");
  const refused = lines("refuse");
  const send = (rest: "wait" | "accept") =>
    act.run(async () => {
      const path = `/api/contributions/${props.contribution.id}`;
      const why = reason.trim() ? { reason: reason.trim() } : {};
      if (props.votes) await post(`${path}/votes`, { acceptRows: accepted, refuseRows: refused, ...why });
      else await post(`${path}/review`, { accept: true, acceptRows: accepted, rejectRows: refused, rest, ...why });
      props.onDone();
    });
  return (
    <form
      className="decide stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        send("wait");
      }}
    >
      {refused.length > 0 && (
        <label>
          Why the refused rows are not taken
          <input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} required />
        </label>
      )}
      <div className="acts">
        <button type="submit" className="first" disabled={act.busy || accepted.length + refused.length === 0}>
          {props.votes
            ? `Vote for ${count(accepted.length)}, against ${count(refused.length)}`
            : `Accept ${count(accepted.length)}, refuse ${count(refused.length)}`}
        </button>
        {!props.votes && (
          <button
            type="button"
            disabled={act.busy || (refused.length > 0 && reason.trim() === "")}
            onClick={() => send("accept")}
          >
            …and accept all others that are not held
          </button>
        )}
      </div>
      {props.votes && <p className="small">A vote is final. Nobody else is told of it before its row is decided.</p>}
      <Refusal act={act} />
    </form>
  );
}

/** What was decided and not sent outlives a reload. */
function useDraft(id: string) {
  const key = `review ${id}`;
  const [decisions, setDecisions] = useState<Decisions>(() => JSON.parse(sessionStorage.getItem(key) ?? "{}"));
  useEffect(() => sessionStorage.setItem(key, JSON.stringify(decisions)), [key, decisions]);
  return [decisions, setDecisions] as const;
}

/** Single keys, where the reader writes nothing. */
function useKeys(pressed: (key: string) => void) {
  const latest = useRef(pressed);
  latest.current = pressed;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const writes = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
      if (!writes && !event.ctrlKey && !event.metaKey && !event.altKey) latest.current(event.key);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
