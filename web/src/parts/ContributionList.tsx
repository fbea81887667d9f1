import { Link } from "@tanstack/react-router";
import { Refusal, useAct } from "../act";
import type { ContributionLine } from "../api";
import { post } from "../api";
import { ago, count } from "../format";
import { AccountName } from "./Names";

interface Props {
  contributions: ContributionLine[];
  /** Whether the reader owns the Datanet, and may take the rows or not. */
  reviews?: boolean;
}

export function ContributionList({ contributions, reviews = false }: Props) {
  if (contributions.length === 0) return <p className="small">None yet.</p>;
  return (
    <div className="stack tight">
      {contributions.map((contribution) => (
        <Contribution key={contribution.id} contribution={contribution} reviews={reviews} />
      ))}
    </div>
  );
}

function Contribution({ contribution, reviews }: { contribution: ContributionLine; reviews: boolean }) {
  const passed =
    contribution.state === "reviewed"
      ? contribution.rowsAccepted
      : contribution.rowsSubmitted - contribution.rejected.length;
  return (
    <div>
      <details>
        <summary>
          <AccountName address={contribution.contributor} name={contribution.contributorName} /> to{" "}
          <Link to="/datanets/$id" params={{ id: contribution.datanet }}>
            Datanet {contribution.datanet}
          </Link>
          , {ago(contribution.timeMillis)}: {count(passed)} of {count(contribution.rowsSubmitted)} rows{" "}
          {contribution.state === "reviewed" ? "accepted" : "passed screening"}{" "}
          <span className="tag">{contribution.state}</span>
        </summary>
        {contribution.root && (
          <p className="small">
            Signed root <code>{contribution.root}</code>
          </p>
        )}
        {contribution.rejected.length > 0 && <Rejected contribution={contribution} />}
      </details>
      {contribution.state === "signed" && reviews && <Review contribution={contribution} rows={passed} />}
    </div>
  );
}

function Review({ contribution, rows }: { contribution: ContributionLine; rows: number }) {
  const act = useAct();
  const review = (accept: boolean) => act.run(() => post(`/api/contributions/${contribution.id}/review`, { accept }));
  return (
    <>
      <div className="acts">
        <button type="button" className="first" onClick={() => review(true)} disabled={act.busy}>
          Accept {count(rows)} rows
        </button>
        <button type="button" onClick={() => review(false)} disabled={act.busy}>
          Refuse all
        </button>
      </div>
      <Refusal act={act} />
    </>
  );
}

function Rejected({ contribution }: { contribution: ContributionLine }) {
  return (
    <table>
      <thead>
        <tr>
          <th className="n">line</th>
          <th>reason</th>
          <th>what to do</th>
        </tr>
      </thead>
      <tbody>
        {contribution.rejected.map((row) => (
          <tr key={`${row.line}-${row.reason}`}>
            <td className="n">{row.line}</td>
            <td>
              <span className="tag">{row.reason}</span>
            </td>
            <td>{row.detail}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
