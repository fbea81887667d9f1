import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { AlikeRows, ReviewRow } from "../api";
import { get } from "../api";
import { count, excerpt } from "../format";
import type { Decision } from "./Reviewing";
import { RowLink } from "./RowLink";

interface Props {
  contribution: string;
  row: ReviewRow;
  current: boolean;
  decision: Decision | undefined;
  onChoose: () => void;
  onDecide: ((decision: Decision | undefined) => void) | undefined;
}

/** A row with what was found in it, what it has other than the row that it is related to, and what nobody sees. */
export function ReviewedRow({ contribution, row, current, decision, onChoose, onDecide }: Props) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) item.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <li ref={item} className={current ? "current" : undefined} data-decision={decision} data-testid={`row-${row.line}`}>
      <div className="head">
        <button type="button" className="quiet" onClick={onChoose} aria-current={current ? "true" : undefined}>
          Line {count(row.line)}
        </button>
        <span className="tag">{row.state}</span>
        {row.reason && <span className="tag">{row.reason}</span>}
        {row.appealed && <span className="tag">appealed</span>}
        {onDecide && (
          <span className="acts">
            <button
              type="button"
              aria-pressed={decision === "accept"}
              onClick={() => onDecide(decision === "accept" ? undefined : "accept")}
            >
              Accept
            </button>
            <button
              type="button"
              aria-pressed={decision === "refuse"}
              onClick={() => onDecide(decision === "refuse" ? undefined : "refuse")}
            >
              Refuse
            </button>
          </span>
        )}
      </div>
      {row.detail && <p className="small">{row.detail}</p>}
      {row.nearest ? (
        <>
          <p className="small">
            Beside <RowLink leaf={row.nearest.leaf} /> of Datanet {row.nearest.datanet}:
          </p>
          <p className="text">
            {row.nearest.changes.map((part, index) => {
              const key = index;
              if (part.kind === "added") return <ins key={key}>{shown(part.text)}</ins>;
              if (part.kind === "removed") return <del key={key}>{shown(part.text)}</del>;
              return <span key={key}>{shown(part.text)}</span>;
            })}
          </p>
        </>
      ) : (
        <p className="text">{shown(row.text)}</p>
      )}
      {row.votes.length > 0 && (
        <p className="small">
          {row.state === "waiting" || row.state === "held" ? "Your vote: " : "Votes: "}
          {row.votes.map((each) => `${each.vote}${each.why ? ` (${each.why})` : ""}`).join(", ")}
        </p>
      )}
      {(row.state === "waiting" || row.state === "held") && <Alike contribution={contribution} line={row.line} />}
      {row.unseen.length > 0 && (
        <p className="small">
          Characters that nobody sees:{" "}
          {row.unseen.map((each) => `${each.code} ${each.name} at ${count(each.character)}`).join(", ")}
        </p>
      )}
    </li>
  );
}

/** Rows that may say the same in other words: looked for when the reader asks. */
function Alike({ contribution, line }: { contribution: string; line: number }) {
  const [asked, setAsked] = useState(false);
  const alike = useQuery({
    queryKey: ["alike", contribution, line],
    queryFn: () => get<AlikeRows>(`/api/contributions/${contribution}/rows/${line}/alike`),
    enabled: asked,
    retry: false,
  });
  return (
    <details className="small" onToggle={(event) => event.currentTarget.open && setAsked(true)}>
      <summary>Paraphrase?</summary>
      {alike.error && <p>{alike.error.message}</p>}
      {alike.data?.list.length === 0 && <p>No row of the newest version is close to it.</p>}
      <ul className="plain">
        {alike.data?.list.map(({ row }) => (
          <li key={row.leaf}>
            <RowLink leaf={row.leaf} /> {excerpt(row.text)}
          </li>
        ))}
      </ul>
    </details>
  );
}

const UNSEEN = /(?![\n\t])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u;

/** A text in which each character that nobody sees is shown by its number. */
function shown(text: string) {
  if (!UNSEEN.test(text)) return text;
  return text.split(/((?![\n\t])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}])/u).map((part, index) =>
    UNSEEN.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      <mark key={index}>U+{part.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}</mark>
    ) : (
      part
    ),
  );
}
