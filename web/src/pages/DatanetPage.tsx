import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Refusal, useAct } from "../act";
import type { DatanetDetail } from "../api";
import { get, post } from "../api";
import { count } from "../format";
import { Contribute } from "../parts/Contribute";
import { ContributionList } from "../parts/ContributionList";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import { RowCredits } from "../parts/RowCredits";
import { RowTable } from "../parts/RowTable";
import { SharedBy } from "../parts/SharedBy";
import { SignInFirst } from "../parts/SignIn";
import { Uses } from "../parts/Uses";
import { VersionTable } from "../parts/VersionTable";
import { useRole } from "../role";
import { useRights } from "../session";
import { signTyped } from "../wallet";

export function DatanetPage() {
  const { id } = useParams({ from: "/datanets/$id" });
  const datanet = useQuery({ queryKey: ["datanet", id], queryFn: () => get<DatanetDetail>(`/api/datanets/${id}`) });
  const rights = useRights();
  const role = useRole(datanet.data);
  return (
    <>
      <Heading title={datanet.data?.name ?? `Datanet ${id}`}>
        <span className="crumb">Datanet</span> {datanet.data?.name ?? id}
      </Heading>
      <Loaded query={datanet} whole>
        {(data) => (
          <div className="stack">
            <div className="grid half">
              <Facts datanet={data} />
              {rights.actsForAny ? <Contribute datanet={data} /> : <SignInFirst to="contribute" />}
            </div>
            {data.latestVersion > 0 && <Uses datanet={data} />}
            {data.latestVersion > 0 && <RowCredits datanet={data} />}
            <section aria-labelledby="rows">
              <h2 id="rows">Rows of the latest version</h2>
              <RowTable source={{ from: `/api/datanets/${id}/rows`, subject: ["rows", id] }} />
            </section>
            <section aria-labelledby="contributions">
              <h2 id="contributions">Contributions</h2>
              <ContributionList
                of="Datanet"
                source={{ from: `/api/datanets/${id}/contributions`, subject: ["datanet", id] }}
                reviews={role !== undefined && role !== "reader"}
              />
            </section>
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
      <SharedBy datanet={datanet} />
      {datanet.commonsAccount && (
        <p>
          What its data is owed and nobody earned lies in its{" "}
          <AccountName address={datanet.commonsAccount} name="commons" />; the owner says by a claim who gets it.
        </p>
      )}
      <details>
        <summary>Terms</summary>
        <p style={{ whiteSpace: "pre-wrap" }}>{datanet.terms}</p>
      </details>
      <VersionTable source={{ from: `/api/datanets/${datanet.id}/versions`, subject: ["datanet", datanet.id] }} />
      <Publish datanet={datanet} />
      <p className="small">
        <Link to="/datanets/$id/withdraw" params={{ id: datanet.id }}>
          Take your rows back
        </Link>{" "}
        ·{" "}
        <Link to="/datanets/$id/notices" params={{ id: datanet.id }}>
          Notices against rows
        </Link>{" "}
        ·{" "}
        <Link to="/datanets/$id/reviewers" params={{ id: datanet.id }}>
          Who reviews, and what is screened
        </Link>
      </p>
    </section>
  );
}

/** The owner's part: accepted rows become a version when the owner has signed its root. */
function Publish({ datanet }: { datanet: DatanetDetail }) {
  const { account, actsFor } = useRights();
  const act = useAct();
  const [note, setNote] = useState("");
  if (!actsFor(datanet.owner) || datanet.rowsAccepted === datanet.publishedRows) return null;
  const publish = () =>
    act.run(async () => {
      const path = `/api/datanets/${datanet.id}/versions`;
      const said = note.trim() === "" ? {} : { note: note.trim() };
      if (account === null) return post(path, said);
      const { number, typedData } = await post<{ number: number; typedData: object }>(`${path}/draft`, said);
      return post(path, { number, signature: await signTyped(account, typedData) });
    });
  return (
    <>
      <label>
        What is new in version {datanet.latestVersion + 1} (public, and signed)
        <input value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="acts">
        <button type="button" className="first" onClick={publish} disabled={act.busy}>
          Publish version {datanet.latestVersion + 1} with {count(datanet.rowsAccepted)} rows
        </button>
      </div>
      <Refusal act={act} />
    </>
  );
}
