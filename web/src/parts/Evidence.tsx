import { Link } from "@tanstack/react-router";
import type { ReceiptDetail } from "../api";
import { count, percent } from "../format";
import type { Match } from "./AnswerText";
import { AccountName } from "./Names";
import { colour } from "./Shares";

/** The rows in which a quotation stands, and what their contributor was given for this answer. */
export function Evidence({ detail, match }: { detail: ReceiptDetail; match: Match }) {
  const paid = (detail.receipt?.payments ?? [])
    .filter((p) => p.role === "contributor" && p.account === match.share.contributor)
    .reduce((sum, p) => sum + p.gwei, 0);
  return (
    <div aria-live="polite" data-testid="evidence">
      {match.span.rows.map((leaf) => {
        const row = detail.rows[leaf];
        return (
          <div key={leaf} className="row" style={{ "--c": colour(match.index) } as React.CSSProperties}>
            <div className="small">
              <Link to="/rows/$leaf" params={{ leaf }}>
                Row {row?.position !== undefined ? count(row.position + 1) : leaf.slice(0, 8)}
              </Link>{" "}
              of {row?.datanetName ?? "a Datanet"}, by{" "}
              <AccountName address={match.share.contributor} name={detail.names[match.share.contributor]} />
              {row && `, ${row.licence}`}, matched {match.span.length} tokens · share {percent(match.share.ppm)}, paid{" "}
              {count(paid)} gwei
            </div>
            {row ? row.text : "The text of this row is not public, or was erased; its hash stays in the proof."}
          </div>
        );
      })}
      {match.span.count > match.span.rows.length && (
        <p className="small">It stands in {count(match.span.count)} places in all.</p>
      )}
    </div>
  );
}
