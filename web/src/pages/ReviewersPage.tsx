import "../parts/review.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useState } from "react";
import { Refusal, useAct } from "../act";
import type { Agreement, DatanetDetail, Invitation, Member, ReviewPolicy, ScreeningRules } from "../api";
import { get, post, remove } from "../api";
import { useAwaited } from "../awaited";
import { ago, count, time } from "../format";
import { DataTable } from "../parts/DataTable";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { AccountName } from "../parts/Names";
import { Secret } from "../parts/Secret";
import { reviewedBy } from "../parts/SignDraft";
import { useRole } from "../role";
import type { Column } from "../table/column";

/** Who reviews a Datanet's contributions, by which policy, and what becomes of rows in which something is found. */
export function ReviewersPage() {
  const { id } = useParams({ from: "/datanets/$id/reviewers" });
  const datanet = useAwaited({ queryKey: ["datanet", id], queryFn: () => get<DatanetDetail>(`/api/datanets/${id}`) });
  const role = useRole(datanet.data);
  return (
    <>
      <Heading title="Review">
        <span className="crumb">
          <Link to="/datanets/$id" params={{ id }}>
            {datanet.data?.name ?? `Datanet ${id}`}
          </Link>
        </span>{" "}
        Review
      </Heading>
      <div className="stack">
        <Policy id={id} owns={role === "owner"} />
        <Members id={id} gives={role === "owner" || role === "curator"} />
        {(role === "owner" || role === "curator") && <Invitations id={id} owns={role === "owner"} />}
        {role !== undefined && <Agreed id={id} />}
        <Rules id={id} owns={role === "owner"} />
      </div>
    </>
  );
}

function Policy({ id, owns }: { id: string; owns: boolean }) {
  const policy = useQuery({
    queryKey: ["datanet", id, "policy"],
    queryFn: () => get<ReviewPolicy>(`/api/datanets/${id}/review-policy`),
  });
  const act = useAct();
  const [kind, setKind] = useState<string>();
  const set = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const body =
      fields.get("kind") === "quorum"
        ? { kind: "quorum", quorum: Number(fields.get("quorum")), hours: Number(fields.get("hours")) }
        : { kind: "owner" };
    act.run(() => post(`/api/datanets/${id}/review-policy`, body));
  };
  return (
    <section aria-labelledby="policy">
      <h2 id="policy">Who decides</h2>
      <Loaded query={policy}>
        {(now) => (
          <>
            <p className="say" data-testid="policy">
              {reviewedBy(now)}
            </p>
            {owns && (
              <form className="fields" onSubmit={set}>
                <label>
                  For rows that are signed from now on
                  <select name="kind" value={kind ?? now.kind} onChange={(event) => setKind(event.target.value)}>
                    <option value="owner">the owner or a curator decides</option>
                    <option value="quorum">reviewers decide who agree</option>
                    {now.kind === "bond" && (
                      <option value="bond" disabled>
                        rows count at once under a bond
                      </option>
                    )}
                  </select>
                </label>
                {(kind ?? now.kind) === "quorum" && (
                  <>
                    <label>
                      Votes that have to agree
                      <input name="quorum" type="number" min={1} max={25} required defaultValue={now.quorum || 2} />
                    </label>
                    <label>
                      Hours in which votes are taken
                      <input name="hours" type="number" min={1} max={2160} required defaultValue={now.hours || 72} />
                    </label>
                  </>
                )}
                <button type="submit" disabled={act.busy}>
                  Say so
                </button>
              </form>
            )}
            <Refusal act={act} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Members({ id, gives }: { id: string; gives: boolean }) {
  const act = useAct();
  const columns: Column<Member>[] = [
    {
      id: "address",
      name: "member",
      value: (member) => member.name ?? member.address,
      show: (member) => <AccountName address={member.address} name={member.name} />,
      sorts: false,
    },
    {
      id: "role",
      name: "role",
      value: (member) => member.role,
      show: (member) => <span className="tag">{member.role}</span>,
      filter: ["curator", "reviewer", "reader"].map((role) => ({ value: role, name: role })),
    },
    {
      id: "joinedMillis",
      name: "since",
      value: (member) => member.joinedMillis,
      show: (member) => ago(member.joinedMillis),
      kind: "time",
    },
    ...(gives
      ? [
          {
            id: "remove",
            name: "send away",
            value: () => undefined,
            show: (member: Member) => (
              <button
                type="button"
                disabled={act.busy}
                onClick={() => act.run(() => remove(`/api/datanets/${id}/members/${member.address}`))}
              >
                Send away
              </button>
            ),
            sorts: false,
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby="members">
      <h2 id="members">Who reviews with the owner</h2>
      <DataTable
        name="members"
        of={["member", "members"]}
        columns={columns}
        idOf={(member) => member.address}
        sort="joinedMillis"
        source={{ from: `/api/datanets/${id}/members`, subject: ["datanet", id, "members"] }}
        none="Nobody but the owner."
      />
      <Refusal act={act} />
    </section>
  );
}

function Invitations({ id, owns }: { id: string; owns: boolean }) {
  const act = useAct();
  const [link, setLink] = useState<string>();
  const invite = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    act.run(async () => {
      const made = await post<Invitation>(`/api/datanets/${id}/invitations`, {
        role: fields.get("role"),
        hours: Number(fields.get("hours")),
      });
      setLink(`${location.origin}/invitations/${made.id}#invite=${made.code}`);
    });
  };
  const columns: Column<Invitation>[] = [
    { id: "role", name: "role", value: (each) => each.role, sorts: false },
    {
      id: "state",
      name: "state",
      value: (each) => each.state,
      show: (each) => <span className="tag">{each.state}</span>,
      filter: ["open", "taken", "revoked", "expired"].map((state) => ({ value: state, name: state })),
      sorts: false,
    },
    {
      id: "timeMillis",
      name: "good until",
      value: (each) => each.expiresMillis,
      show: (each) => time(each.expiresMillis),
      kind: "time",
    },
    {
      id: "takenBy",
      name: "taken by",
      value: (each) => each.takenBy,
      show: (each) => each.takenBy && <AccountName address={each.takenBy} />,
      sorts: false,
    },
    {
      id: "revoke",
      name: "revoke",
      value: () => undefined,
      show: (each) =>
        each.state === "open" && (
          <button
            type="button"
            disabled={act.busy}
            onClick={() => act.run(() => remove(`/api/invitations/${each.id}`))}
          >
            Revoke
          </button>
        ),
      sorts: false,
    },
  ];
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">Invite somebody</h2>
      <form className="fields" onSubmit={invite}>
        <label>
          As
          <select name="role" defaultValue="reviewer">
            {owns && <option value="curator">curator, who decides as you do</option>}
            <option value="reviewer">reviewer, who votes</option>
            <option value="reader">reader, who sees rows that wait</option>
          </select>
        </label>
        <label>
          Good for hours
          <input name="hours" type="number" min={1} max={720} required defaultValue={72} />
        </label>
        <button type="submit" disabled={act.busy}>
          Make a link
        </button>
      </form>
      {link && <Secret name="link, good for one person, once" text={link} />}
      <Refusal act={act} />
      <DataTable
        name="invitations"
        of={["invitation", "invitations"]}
        columns={columns}
        idOf={(each) => each.id}
        sort="-timeMillis"
        pageSize={10}
        source={{ from: `/api/datanets/${id}/invitations`, subject: ["datanet", id, "invitations"] }}
        none="Nobody was invited yet."
      />
    </section>
  );
}

function Agreed({ id }: { id: string }) {
  const agreed = useQuery({
    queryKey: ["datanet", id, "agreement"],
    queryFn: () => get<Agreement>(`/api/datanets/${id}/agreement`),
  });
  return (
    <section aria-labelledby="agreement">
      <h2 id="agreement">How far reviewers agree</h2>
      <Loaded query={agreed}>
        {({ rows, alpha, reviewers }) => (
          <>
            <p className="say">
              {count(rows)} decided {rows === 1 ? "row has" : "rows have"} two votes or more.{" "}
              {alpha === undefined
                ? "They show nothing of agreement yet."
                : `Krippendorff's α of them is ${alpha.toFixed(2)}: 1 where all agree, 0 where they agree as chance would.`}
            </p>
            {reviewers.length > 0 && (
              <ul className="plain">
                {reviewers.map((each) => (
                  <li key={each.address}>
                    <AccountName address={each.address} name={each.name} />: {count(each.votes)} votes,{" "}
                    {count(each.asDecided)} as decided
                    {each.gold > 0 && `; ${count(each.goldRight)} of ${count(each.gold)} known answers right`}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

type Rule = ScreeningRules["list"][number];

const MEANS: Record<Rule["act"], string> = {
  refuse: "refused",
  hold: "held for somebody's own word",
  accept: "rows like others",
};

function Rules({ id, owns }: { id: string; owns: boolean }) {
  const rules = useQuery({
    queryKey: ["datanet", id, "screening"],
    queryFn: () => get<ScreeningRules>(`/api/datanets/${id}/screening`),
  });
  const act = useAct();
  return (
    <section aria-labelledby="screening">
      <h2 id="screening">What becomes of rows in which something is found</h2>
      <Refusal act={act} />
      <Loaded query={rules}>
        {({ list }) => (
          <table className="rules">
            <thead>
              <tr>
                <th scope="col">found</th>
                <th scope="col">such rows are</th>
                <th scope="col">said by</th>
              </tr>
            </thead>
            <tbody>
              {list.map((rule) => (
                <tr key={rule.finding}>
                  <th scope="row">{rule.finding}</th>
                  <td>
                    {owns ? (
                      <select
                        aria-label={`Rows with ${rule.finding} are`}
                        value={rule.act}
                        disabled={act.busy}
                        onChange={(event) =>
                          act.run(() =>
                            post(`/api/datanets/${id}/screening`, { finding: rule.finding, act: event.target.value }),
                          )
                        }
                      >
                        {Object.entries(MEANS).map(([value, words]) => (
                          <option key={value} value={value}>
                            {words}
                          </option>
                        ))}
                      </select>
                    ) : (
                      MEANS[rule.act]
                    )}
                  </td>
                  <td className="small">
                    {rule.setBy && rule.setMillis !== undefined ? (
                      <>
                        <AccountName address={rule.setBy} /> {ago(rule.setMillis)}
                      </>
                    ) : (
                      "nobody: the standard"
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </section>
  );
}
