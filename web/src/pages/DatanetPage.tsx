import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { DatanetDetail, Row } from "../api";
import { get } from "../api";
import { ago, count, short } from "../format";
import { Contribute } from "../parts/Contribute";
import { ContributionTable } from "../parts/ContributionTable";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import { adminToken } from "../session";

export function DatanetPage() {
  const { id } = useParams({ from: "/datanets/$id" });
  const datanet = useQuery({ queryKey: ["datanet", id], queryFn: () => get<DatanetDetail>(`/api/datanets/${id}`) });
  const rows = useQuery({ queryKey: ["rows", id], queryFn: () => get<Row[]>(`/api/datanets/${id}/rows?offset=0&limit=100`) });
  return (
    <Loaded query={datanet}>
      {(data) => (
        <>
          <h1>
            <span className="crumb">Datanet</span> {data.name}
          </h1>
          <div className="grid two">
            <div className="stack">
              <section aria-labelledby="rows">
                <h2 id="rows">Accepted rows</h2>
                <Loaded query={rows}>{(list) => <Rows rows={list} total={data.rowsAccepted} />}</Loaded>
              </section>
              <section aria-labelledby="contributions">
                <h2 id="contributions">Contributions</h2>
                <ContributionTable contributions={data.contributions} />
              </section>
            </div>
            <div className="stack">
              <Facts datanet={data} />
              {adminToken() && <Contribute datanet={data} />}
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}

function Facts({ datanet }: { datanet: DatanetDetail }) {
  return (
    <section>
      <h2>Terms and versions</h2>
      <p>
        Owned by <AccountName address={datanet.owner} name={datanet.ownerName} />, {datanet.schema.toLowerCase()} rows under{" "}
        <b>{datanet.licence}</b>.
      </p>
      <details>
        <summary>Terms</summary>
        <p style={{ whiteSpace: "pre-wrap" }}>{datanet.terms}</p>
      </details>
      {datanet.versions.map((version) => (
        <div key={version.number} className="row">
          <div>
            Version {version.number}, {count(version.rows)} rows, {ago(version.timeMillis)}
          </div>
          <div className="small">
            root on chain <code title={version.root}>{short(version.root)}</code>
          </div>
        </div>
      ))}
    </section>
  );
}

function Rows({ rows, total }: { rows: Row[]; total: number }) {
  if (rows.length === 0) return <p className="small">No row has been accepted yet.</p>;
  return (
    <>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th>row</th>
              <th>text</th>
              <th>given by</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.leaf}>
                <td>
                  <Link to="/rows/$leaf" params={{ leaf: row.leaf }}>
                    <code>{row.leaf.slice(0, 8)}</code>
                  </Link>
                </td>
                <td>{row.text}</td>
                <td>
                  <AccountName address={row.contributor} name={row.contributorName} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > rows.length && (
        <p className="small">
          The first {rows.length} of {count(total)}.
        </p>
      )}
    </>
  );
}
