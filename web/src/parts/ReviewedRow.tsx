import { useEffect, useRef } from "react";
import type { ReviewRow } from "../api";
import { count } from "../format";
import type { Decision } from "./Reviewing";
import { RowLink } from "./RowLink";

interface Props {
  row: ReviewRow;
  current: boolean;
  decision: Decision | undefined;
  onChoose: () => void;
  onDecide: ((decision: Decision | undefined) => void) | undefined;
}

/** A row with what was found in it, what it has other than the row that it is related to, and what nobody sees. */
export function ReviewedRow({ row, current, decision, onChoose, onDecide }: Props) {
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
      {row.unseen.length > 0 && (
        <p className="small">
          Characters that nobody sees:{" "}
          {row.unseen.map((each) => `${each.code} ${each.name} at ${count(each.character)}`).join(", ")}
        </p>
      )}
    </li>
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
