import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useAddress } from "../address";
import type { DatanetDetail, VersionChange, VersionDetail, VersionDiff } from "../api";
import { get } from "../api";
import { count, time } from "../format";
import { DataTable } from "../parts/DataTable";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import { RowLink } from "../parts/RowLink";
import type { Column } from "../table/column";

const FORMATS: [string, string][] = [
  ["jsonl", "JSON lines"],
  ["parquet", "Parquet"],
  ["hf", "Hugging Face"],
  ["croissant", "Croissant"],
];

/** One version: what was signed, what is new beside another, and how to take it elsewhere. */
export function VersionPage() {
  const { id, number } = useParams({ from: "/datanets/$id/versions/$number" });
  const path = `/api/datanets/${id}/versions/${number}`;
  const version = useQuery({ queryKey: ["datanet", id, "version", number], queryFn: () => get<VersionDetail>(path) });
  const datanet = useQuery({ queryKey: ["datanet", id], queryFn: () => get<DatanetDetail>(`/api/datanets/${id}`) });
  const name = datanet.data?.name ?? `Datanet ${id}`;
  return (
    <>
      <Heading title={`${name}, version ${number}`}>
        <span className="crumb">
          <Link to="/datanets/$id" params={{ id }}>
            {name}
          </Link>
        </span>{" "}
        Version {number}
      </Heading>
      <Loaded query={version} whole>
        {(data) => (
          <div className="stack">
            <div className="grid half">
              <Signed version={data} />
              <Elsewhere path={path} name={name} version={data} licence={datanet.data?.licence} />
            </div>
            <Changes id={id} number={Number(number)} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Signed({ version }: { version: VersionDetail }) {
  return (
    <section aria-labelledby="signed">
      <h2 id="signed">What was signed</h2>
      {version.note && <p className="say">{version.note}</p>}
      <p>
        {count(version.rows)} rows
        {version.withdrawn > 0 && `, of which ${count(version.withdrawn)} were taken back`}, published{" "}
        {time(version.timeMillis)} by <AccountName address={version.owner} />. On chain: {version.chainState}.
      </p>
      <dl className="small">
        {(
          [
            ["Root", version.root],
            ["Manifest", version.manifestDigest],
            ["Signature", version.signature],
            ["Registry", version.registry],
            ["Transaction", version.transaction ?? "not sent yet"],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="hash">
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Elsewhere({
  path,
  name,
  version,
  licence,
}: {
  path: string;
  name: string;
  version: VersionDetail;
  licence: string | undefined;
}) {
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">Take it elsewhere</h2>
      <p className="say">
        A folder with the rows, a card, a description in Croissant, and the proofs. The same version has the same bytes,
        until rows of it are taken back.
      </p>
      <div className="acts">
        {FORMATS.map(([format, called]) => (
          <a key={format} className="button" href={`${path}/export?format=${format}`} download>
            {called}
          </a>
        ))}
      </div>
      <p className="small">
        Check it without this node: <code>java -jar openledger-verifier.jar --dataset DIR</code>
      </p>
      <h3>How to cite it</h3>
      <p className="small" style={{ overflowWrap: "anywhere" }}>
        {name}, version {version.number}. OpenLedger Datanet {version.token} (registry {version.registry}),{" "}
        {version.rows} rows, root {version.root}.{licence && ` Licence ${licence}.`}
      </p>
    </section>
  );
}

const COLUMNS: Column<VersionChange>[] = [
  {
    id: "change",
    name: "change",
    value: (change) => (change.leaf ? (change.before ? "corrected" : "added") : "removed"),
    filter: "seen",
  },
  {
    id: "before",
    name: "before",
    value: (change) => change.textBefore ?? "",
    show: (change) => change.before && <RowLink leaf={change.before} text={change.textBefore ?? ""} />,
    text: "long",
  },
  {
    id: "after",
    name: "after",
    value: (change) => change.text ?? "",
    show: (change) => change.leaf && <RowLink leaf={change.leaf} text={change.text ?? ""} />,
    text: "long",
  },
  {
    id: "contributor",
    name: "contributor",
    value: (change) => change.contributor,
    show: (change) => <AccountName address={change.contributor} />,
  },
];

/** What is new beside the version before, or beside another that the reader chooses. */
function Changes({ id, number }: { id: string; number: number }) {
  const { state, change } = useAddress();
  const beside = Number(state.beside ?? number - 1);
  const diff = useQuery({
    queryKey: ["datanet", id, "diff", beside, number],
    queryFn: () => get<VersionDiff>(`/api/datanets/${id}/diff?from=${beside}&to=${number}&limit=1000`),
    enabled: beside >= 1,
  });
  if (number === 1 && state.beside === undefined) {
    return <p className="say">This is the first version: all of its rows are new.</p>;
  }
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">What is new</h2>
      <label>
        Beside version{" "}
        <input
          type="number"
          min={1}
          value={beside}
          onChange={(event) => change({ beside: event.target.value }, { replaces: true })}
        />
      </label>
      <Loaded query={diff}>
        {(data) => (
          <>
            <p>
              {count(data.added)} added, {count(data.removed)} removed, {count(data.corrected)} corrected.
            </p>
            <DataTable
              name="changes"
              of={["change", "changes"]}
              columns={COLUMNS}
              idOf={(each) => `${each.before ?? ""}-${each.leaf ?? ""}`}
              source={{ rows: data.rows }}
              none="Both versions have the same rows."
            />
          </>
        )}
      </Loaded>
    </section>
  );
}
