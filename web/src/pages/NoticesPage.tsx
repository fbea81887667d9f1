import { Link, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import { useAddress } from "../address";
import type { DatanetDetail, TakedownLine } from "../api";
import { get, post } from "../api";
import { useAwaited } from "../awaited";
import { ago, count, short, time } from "../format";
import { DataTable } from "../parts/DataTable";
import { Heading } from "../parts/Heading";
import { AccountName } from "../parts/Names";
import { RowLink } from "../parts/RowLink";
import { useRights } from "../session";
import type { Column } from "../table/column";

const ACTS: Record<TakedownLine["said"][number]["act"], string> = {
  notice: "Notice",
  counter: "Answer",
  upheld: "Upheld",
  rejected: "Rejected",
};

const COLUMNS: Column<TakedownLine>[] = [
  { id: "id", name: "notice", value: (notice) => Number(notice.id), kind: "number", sorts: false },
  {
    id: "state",
    name: "state",
    value: (notice) => notice.state,
    show: (notice) => <span className="tag">{notice.state}</span>,
    filter: ["open", "upheld", "rejected"].map((state) => ({ value: state, name: state })),
    sorts: false,
  },
  {
    id: "rows",
    name: "rows",
    value: (notice) => notice.rows.length,
    show: (notice) => count(notice.rows.length),
    kind: "number",
    sorts: false,
  },
  { id: "why", name: "why", value: (notice) => notice.said[0]?.words, text: "long", sorts: false },
  {
    id: "timeMillis",
    name: "given",
    value: (notice) => notice.timeMillis,
    show: (notice) => ago(notice.timeMillis),
    kind: "time",
  },
];

/** Notices against rows of a Datanet: anyone gives one, contributors answer, the owner decides. */
export function NoticesPage() {
  const { id } = useParams({ from: "/datanets/$id/notices" });
  const datanet = useAwaited({ queryKey: ["datanet", id], queryFn: () => get<DatanetDetail>(`/api/datanets/${id}`) });
  return (
    <>
      <Heading title="Notices against rows">
        <span className="crumb">
          <Link to="/datanets/$id" params={{ id }}>
            {datanet.data?.name ?? `Datanet ${id}`}
          </Link>
        </span>{" "}
        Notices against rows
      </Heading>
      <div className="stack">
        <Give datanet={id} />
        <section aria-labelledby="notices">
          <h2 id="notices">Notices</h2>
          <DataTable
            name=""
            of={["notice", "notices"]}
            columns={COLUMNS}
            idOf={(notice) => notice.id}
            sort="-timeMillis"
            source={{ from: `/api/datanets/${id}/takedowns`, subject: ["datanet", id, "takedowns"] }}
            detail={(notice) => <Notice notice={notice} owner={datanet.data?.owner} />}
            none="Nobody has objected to a row."
          />
        </section>
      </div>
    </>
  );
}

function Give({ datanet }: { datanet: string }) {
  const { state, change } = useAddress();
  const act = useAct();
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    act.run(async () => {
      const given = await post<TakedownLine>(`/api/datanets/${datanet}/takedowns`, {
        rows: String(fields.get("rows"))
          .split(/[\s,]+/)
          .filter(Boolean),
        why: fields.get("why"),
        contact: fields.get("contact"),
      });
      change({ open: given.id, row: undefined });
    });
  };
  return (
    <section aria-labelledby="give">
      <h2 id="give">Give notice</h2>
      <p className="say">
        A row holds your work, or says something about you, and nobody asked? Say so. It stays out of new versions until
        the owner has decided; its contributor may answer before.
      </p>
      <form className="stack tight" onSubmit={give}>
        <label>
          The rows’ leaves
          <input name="rows" required defaultValue={state.row} pattern="[0-9a-f]{64}([\s,]+[0-9a-f]{64})*" />
        </label>
        <label>
          Why (public)
          <textarea name="why" required maxLength={2000} rows={3} />
        </label>
        <label>
          How to reach you (for the owner and the contributor)
          <input name="contact" required maxLength={200} />
        </label>
        <div>
          <button type="submit" className="first" disabled={act.busy}>
            Give notice
          </button>
        </div>
      </form>
      <Refusal act={act} />
    </section>
  );
}

function Notice({ notice, owner }: { notice: TakedownLine; owner: string | undefined }) {
  const { account, actsFor } = useRights();
  const answers = notice.contributors.filter(
    (each) => actsFor(each) && !notice.said.some((said) => said.act === "counter" && said.who === each),
  );
  return (
    <div className="stack tight">
      <ol className="plain">
        {notice.said.map((said) => (
          <li key={said.logIndex}>
            <b>{ACTS[said.act]}</b> {said.who && <AccountName address={said.who} />} on {time(said.timeMillis)}:{" "}
            <span style={{ whiteSpace: "pre-wrap" }}>{said.words}</span>{" "}
            <span className="small">(entry {said.logIndex} of the log)</span>
          </li>
        ))}
      </ol>
      {notice.contact && <p className="small">Contact: {notice.contact}</p>}
      <ul className="plain small">
        {notice.rows.map((leaf) => (
          <li key={leaf}>
            <RowLink leaf={leaf} />
          </li>
        ))}
      </ul>
      {notice.state === "open" && (
        <>
          <p className="small">Contributors can answer until {time(notice.deadlineMillis)}.</p>
          {answers.map((contributor) => (
            <Say
              key={contributor}
              label={account === null ? `Answer for ${short(contributor)}` : "Your answer (public)"}
              acts={[["Answer", (words) => post(`/api/takedowns/${notice.id}/answer`, { contributor, words })]]}
            />
          ))}
          {owner !== undefined && actsFor(owner) && (
            <Say
              label="Your decision (public)"
              acts={[
                ["The rows stay", (words) => post(`/api/takedowns/${notice.id}/decision`, { uphold: false, words })],
                [
                  "Take them out for good",
                  (words) => post(`/api/takedowns/${notice.id}/decision`, { uphold: true, words }),
                ],
              ]}
            />
          )}
        </>
      )}
    </div>
  );
}

function Say({ label, acts }: { label: string; acts: [string, (words: string) => Promise<unknown>][] }) {
  const act = useAct();
  const say = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get("words"));
    const chosen = (event.nativeEvent as SubmitEvent).submitter?.textContent;
    const does = acts.find(([name]) => name === chosen)?.[1];
    if (does) act.run(() => does(words));
  };
  return (
    <form className="stack tight" onSubmit={say}>
      <label>
        {label}
        <textarea name="words" required maxLength={2000} rows={2} />
      </label>
      <div className="acts">
        {acts.map(([name]) => (
          <button key={name} type="submit" disabled={act.busy}>
            {name}
          </button>
        ))}
      </div>
      <Refusal act={act} />
    </form>
  );
}
