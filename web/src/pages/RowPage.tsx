import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { Row, ModelValues as Values } from "../api";
import { get } from "../api";
import { useAwaited } from "../awaited";
import { short } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import { UseTable } from "../parts/UseTable";
import { ModelValues } from "../parts/Values";
import { SAYS } from "../says";
import { useRights } from "../session";

export function RowPage() {
  const { leaf } = useParams({ from: "/rows/$leaf" });
  const row = useQuery({ queryKey: ["row", leaf], queryFn: () => get<Row>(`/api/rows/${leaf}`) });
  return (
    <>
      <Heading title={`Row ${short(leaf)}`}>
        <span className="crumb">Row</span> <code>{short(leaf)}</code>
      </Heading>
      <Loaded query={row} whole>
        {(data) => (
          <div className="stack">
            <RowText row={data} />
            <Worth leaf={leaf} />
            <Uses leaf={leaf} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function RowText({ row }: { row: Row }) {
  const { actsFor } = useRights();
  return (
    <section>
      {row.status === "withdrawn" ? (
        <p className="say" data-testid="gone">
          The text of this row was taken back. Its hash stays in the versions that had it, and receipts that name it go
          on verifying.
        </p>
      ) : (
        <div className="answer">{row.text}</div>
      )}
      <p className="say">
        Contributed by <AccountName address={row.contributor} name={row.contributorName} /> to{" "}
        <Link to="/datanets/$id" params={{ id: row.datanet }}>
          {row.datanetName ?? `Datanet ${row.datanet}`}
        </Link>{" "}
        under {row.licence}.{row.status && ` It is ${row.status}${row.reason ? `: ${row.reason}` : ""}.`}
        {row.version !== undefined && ` Included since version ${row.version}.`}
        {row.leader && (
          <>
            {" "}
            It is a duplicate of{" "}
            <Link to="/rows/$leaf" params={{ leaf: row.leader }}>
              <code>{short(row.leader)}</code>
            </Link>
            .
          </>
        )}
      </p>
      {row.status !== "withdrawn" && (
        <p className="small">
          {actsFor(row.contributor) && (
            <>
              <Link
                to="/datanets/$id/withdraw"
                params={{ id: row.datanet }}
                search={{ by: row.contributor, row: row.leaf }}
              >
                Take it back
              </Link>{" "}
              ·{" "}
            </>
          )}
          {row.version !== undefined && (
            <>
              <Link to="/datanets/$id" params={{ id: row.datanet }} search={{ corrects: row.leaf }} hash="write">
                Correct it
              </Link>{" "}
              ·{" "}
            </>
          )}
          <Link to="/datanets/$id/notices" params={{ id: row.datanet }} search={{ row: row.leaf }}>
            Object to it
          </Link>
        </p>
      )}
      {Object.keys(row.metadata).length > 0 && (
        <dl className="small">
          {Object.entries(row.metadata).map(([column, value]) => (
            <div key={column}>
              <dt>{column}</dt>
              <dd className="hash">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="small hash">
        Its salted hash, a leaf under the root of the version on chain: <code>{row.leaf}</code>
      </p>
    </section>
  );
}

/** What the row did for models that learnt it, to first order. */
function Worth({ leaf }: { leaf: string }) {
  const path = `/api/values?row=${leaf}`;
  const values = useAwaited<Values>({ queryKey: ["values of row", leaf], queryFn: () => get<Values>(path) });
  if (!values.data || values.data.total === 0) return null;
  return (
    <section aria-labelledby="worth">
      <h2 id="worth">How this row changed models</h2>
      <ModelValues values={values.data} from={path} />
    </section>
  );
}

function Uses({ leaf }: { leaf: string }) {
  return (
    <section aria-labelledby="uses">
      <h2 id="uses">Answers this row contributed to</h2>
      <p className="say">{SAYS.privateUses}</p>
      <UseTable source={{ from: `/api/rows/${leaf}/uses`, subject: ["row", leaf] }} />
    </section>
  );
}
