import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { Row } from "../api";
import { get } from "../api";
import { money, short, time } from "../format";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";

export function RowPage() {
  const { leaf } = useParams({ from: "/rows/$leaf" });
  const row = useQuery({ queryKey: ["row", leaf], queryFn: () => get<Row>(`/api/rows/${leaf}`) });
  return (
    <>
      <h1>
        <span className="crumb">Row</span> <code>{short(leaf)}</code>
      </h1>
      <Loaded query={row}>{(data) => <RowText row={data} />}</Loaded>
    </>
  );
}

function RowText({ row }: { row: Row }) {
  return (
    <section>
      <div className="answer">{row.text}</div>
      <p className="say">
        Given by <AccountName address={row.contributor} name={row.contributorName} />
        {row.timeMillis !== undefined && `, ${time(row.timeMillis)}`}, to{" "}
        <Link to="/datanets/$id" params={{ id: row.datanet }}>
          {row.datanetName ?? `Datanet ${row.datanet}`}
        </Link>{" "}
        under {row.licence}.{row.status && ` It is ${row.status}${row.reason ? `: ${row.reason}` : ""}.`}
        {row.earnedGwei !== undefined && ` It was among the evidence for ${money(row.earnedGwei)} so far.`}
      </p>
      <p className="small">
        Its salted hash, the leaf under the version's root on chain: <code>{row.leaf}</code>
      </p>
    </section>
  );
}
