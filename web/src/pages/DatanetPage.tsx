import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Refusal, useAct } from "../act";
import type { DatanetDetail, Row } from "../api";
import { get, post } from "../api";
import { ago, count, short } from "../format";
import { Contribute } from "../parts/Contribute";
import { ContributionList } from "../parts/ContributionList";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import { RowCredits } from "../parts/RowCredits";
import { SignInFirst } from "../parts/SignIn";
import { useRights } from "../session";
import { signTyped } from "../wallet";
import { SAYS } from "../words";

const PAGE = 20;

export function DatanetPage() {
  const { id } = useParams({ from: "/datanets/$id" });
  const datanet = useQuery({ queryKey: ["datanet", id], queryFn: () => get<DatanetDetail>(`/api/datanets/${id}`) });
  const rights = useRights();
  return (
    <>
      <Heading title={datanet.data?.name ?? `Datanet ${id}`}>
        <span className="crumb">Datanet</span> {datanet.data?.name ?? id}
      </Heading>
      <Loaded query={datanet} whole>
        {(data) => (
          <div className="grid two">
            <div className="stack">
              {data.versions.length > 0 && <RowCredits datanet={data} />}
              <section aria-labelledby="rows">
                <h2 id="rows">Rows of the latest version</h2>
                <Rows datanet={data} />
              </section>
              <section aria-labelledby="contributions">
                <h2 id="contributions">Contributions</h2>
                <ContributionList contributions={data.contributions} reviews={rights.actsFor(data.owner)} />
              </section>
            </div>
            <div className="stack">
              <Facts datanet={data} />
              {rights.actsForAny ? <Contribute datanet={data} /> : <SignInFirst to="contribute" />}
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}

function Facts({ datanet }: { datanet: DatanetDetail }) {
  return (
    <section>
      <h2>Terms and versions</h2>
      <p>
        Owned by <AccountName address={datanet.owner} name={datanet.ownerName} />, {datanet.schema.toLowerCase()} rows
        under <b>{datanet.licence}</b>.
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
      <Publish datanet={datanet} />
    </section>
  );
}

/** The owner's part: accepted rows become a version when the owner has signed its root. */
function Publish({ datanet }: { datanet: DatanetDetail }) {
  const { account, actsFor } = useRights();
  const act = useAct();
  const published = datanet.versions.at(-1)?.rows ?? 0;
  if (!actsFor(datanet.owner) || datanet.rowsAccepted <= published) return null;
  const publish = () =>
    act.run(async () => {
      const path = `/api/datanets/${datanet.id}/versions`;
      if (account === null) return post(path, {});
      const { number, typedData } = await post<{ number: number; typedData: object }>(`${path}/draft`, {});
      return post(path, { number, signature: await signTyped(account, typedData) });
    });
  return (
    <>
      <div className="acts">
        <button type="button" className="first" onClick={publish} disabled={act.busy}>
          Publish version {datanet.latestVersion + 1} with {count(datanet.rowsAccepted)} rows
        </button>
      </div>
      <Refusal act={act} />
    </>
  );
}

function Rows({ datanet }: { datanet: DatanetDetail }) {
  const [offset, setOffset] = useState(0);
  const rows = useQuery({
    queryKey: ["rows", datanet.id, offset],
    queryFn: () => get<Row[]>(`/api/datanets/${datanet.id}/rows?offset=${offset}&limit=${PAGE}`),
    placeholderData: keepPreviousData,
  });
  const total = datanet.versions.at(-1)?.rows ?? 0;
  if (total === 0) return <p className="small">No version is published yet.</p>;
  return (
    <Loaded query={rows}>
      {(list) => (
        <>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th>row</th>
                  <th>text</th>
                  <th>contributor</th>
                </tr>
              </thead>
              <tbody>
                {list.map((row) => (
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
          {total > PAGE && (
            <div className="acts">
              <button type="button" onClick={() => setOffset(offset - PAGE)} disabled={offset === 0}>
                {SAYS.previous}
              </button>
              <button type="button" onClick={() => setOffset(offset + PAGE)} disabled={offset + PAGE >= total}>
                {SAYS.next}
              </button>
              <span className="small">
                {count(offset + 1)} to {count(Math.min(offset + PAGE, total))} of {count(total)}
              </span>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}
