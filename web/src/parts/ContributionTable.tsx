import { Link } from "@tanstack/react-router";
import type { ContributionLine } from "../api";
import { ago, count } from "../format";
import { AccountName } from "./Names";

export function ContributionTable({ contributions }: { contributions: ContributionLine[] }) {
  return (
    <div className="stack" style={{ gap: 12 }}>
      {contributions.map((contribution) => (
        <details key={contribution.id}>
          <summary>
            <AccountName address={contribution.contributor} name={contribution.contributorName} />, {ago(contribution.timeMillis)}:{" "}
            {count(contribution.rowsAccepted)} of {count(contribution.rowsSubmitted)} rows accepted{" "}
            <span className="tag">{contribution.state}</span>
          </summary>
          <p className="small">
            To{" "}
            <Link to="/datanets/$id" params={{ id: contribution.datanet }}>
              Datanet {contribution.datanet}
            </Link>
            , signed root <code>{contribution.root}</code>
          </p>
          {contribution.rejected.length > 0 && <Rejected contribution={contribution} />}
        </details>
      ))}
    </div>
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
