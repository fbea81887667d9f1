import type { FormEvent } from "react";
import { useState } from "react";
import type { Act } from "../act";
import { Refusal, useAct } from "../act";
import type { AdminActLine, AdminLink, AdminTokenLine, IssuedAdminToken } from "../api";
import { post, remove } from "../api";
import { ago, time } from "../format";
import { DataTable } from "../parts/DataTable";
import { Heading } from "../parts/Heading";
import { Secret } from "../parts/Secret";
import { SignInFirst } from "../parts/SignIn";
import { Together } from "../parts/Together";
import { useRights } from "../session";
import type { Column } from "../table/column";

const DAY_SECONDS = 86_400;

/** Who administers the node, and what they did. */
export function AdministrationPage() {
  const { administers } = useRights();
  return (
    <>
      <Heading title="Administration" />
      {administers ? (
        <Together>
          <div className="stack">
            <Tokens />
            <Acts />
          </div>
        </Together>
      ) : (
        <SignInFirst to="administer this node" />
      )}
    </>
  );
}

function Tokens() {
  const act = useAct();
  const [secret, setSecret] = useState<{ name: string; text: string } | null>(null);
  const issue = (work: () => Promise<IssuedAdminToken>) =>
    act.run(async () => setSecret({ name: "admin token", text: (await work()).token }));
  const link = () =>
    act.run(async () => {
      const made = await post<AdminLink>("/api/admin/links", {});
      setSecret({ name: "link, which opens this page once", text: location.origin + made.path });
    });
  const create = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get("days")) || 0;
    issue(() =>
      post<IssuedAdminToken>("/api/admin/tokens", {
        name: form.get("name"),
        ...(days > 0 ? { lifeSeconds: days * DAY_SECONDS } : {}),
      }),
    );
  };
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">Admin tokens</h2>
      <p className="say">
        Each person and program has a token of its own, so that the list below says who did what. The token of the data
        folder, <code>admin.token</code>, is for this machine.
      </p>
      <DataTable
        name="tokens"
        of={["token", "tokens"]}
        columns={tokenColumns(act, issue)}
        idOf={(token) => token.id}
        sort="-createdMillis"
        pageSize={10}
        source={{ from: "/api/admin/tokens", subject: ["admin tokens"] }}
        none="There is no admin token but that of the data folder."
      />
      {secret && <Secret {...secret} />}
      <Refusal act={act} />
      <form onSubmit={create} className="acts">
        <label>
          Name
          <input name="name" required maxLength={80} autoComplete="off" />
        </label>
        <label>
          Days (empty: until revoked)
          <input name="days" type="number" min={1} max={36_500} step={1} />
        </label>
        <button type="submit" disabled={act.busy}>
          Create a token
        </button>
        <button type="button" onClick={link} disabled={act.busy}>
          Create a link
        </button>
      </form>
    </section>
  );
}

function tokenColumns(act: Act, issue: (work: () => Promise<IssuedAdminToken>) => void): Column<AdminTokenLine>[] {
  return [
    { id: "name", name: "name", value: (token) => token.name },
    {
      id: "state",
      name: "state",
      value: (token) => token.state,
      show: (token) => <span className="tag">{token.state}</span>,
      filter: ["live", "expired", "revoked"].map((state) => ({ value: state, name: state })),
      sorts: false,
    },
    {
      id: "createdMillis",
      name: "created",
      value: (token) => token.createdMillis,
      show: (token) => ago(token.createdMillis),
      kind: "time",
    },
    {
      id: "lastUsedMillis",
      name: "last used",
      value: (token) => token.lastUsedMillis,
      show: (token) => (token.lastUsedMillis ? ago(token.lastUsedMillis) : "never"),
      kind: "time",
    },
    {
      id: "expiresMillis",
      name: "ends",
      value: (token) => token.expiresMillis,
      show: (token) => (token.expiresMillis ? time(token.expiresMillis) : "–"),
      kind: "time",
      sorts: false,
    },
    {
      id: "id",
      name: "token",
      value: (token) => token.id,
      show: (token) =>
        token.state === "live" && (
          <span className="acts who">
            <button
              type="button"
              disabled={act.busy}
              aria-label={`Rotate the token ${token.name} ${token.id}`}
              onClick={() => issue(() => post<IssuedAdminToken>(`/api/admin/tokens/${token.id}/rotate`, {}))}
            >
              Rotate
            </button>
            <button
              type="button"
              disabled={act.busy}
              aria-label={`Revoke the token ${token.name} ${token.id}`}
              onClick={() => act.run(() => remove(`/api/admin/tokens/${token.id}`))}
            >
              Revoke
            </button>
          </span>
        ),
      sorts: false,
    },
  ];
}

const ACTS: Column<AdminActLine>[] = [
  { id: "id", name: "act", value: (act) => act.id, kind: "number" },
  {
    id: "timeMillis",
    name: "when",
    value: (act) => act.timeMillis,
    show: (act) => ago(act.timeMillis),
    kind: "time",
    sorts: false,
  },
  { id: "who", name: "who", value: (act) => act.who, sorts: false },
  { id: "route", name: "what", value: (act) => act.route, sorts: false },
  { id: "target", name: "at", text: "code", value: (act) => act.target, sorts: false, extra: true },
  {
    id: "outcome",
    name: "outcome",
    value: (act) => act.outcome,
    show: (act) => <span className="tag">{act.outcome}</span>,
    filter: ["changed", "unchanged", "refused", "failed"].map((each) => ({ value: each, name: each })),
    sorts: false,
  },
  {
    id: "bodyDigest",
    name: "digest of what was sent",
    text: "code",
    value: (act) => act.bodyDigest,
    sorts: false,
    extra: true,
  },
  { id: "logIndex", name: "log entry", value: (act) => act.logIndex, kind: "number", sorts: false },
];

/** What administrators did; the public log has a salted digest of each line. */
function Acts() {
  return (
    <section aria-labelledby="acts" data-testid="acts">
      <h2 id="acts">What administrators did</h2>
      <DataTable
        name="acts"
        of={["act", "acts"]}
        columns={ACTS}
        idOf={(act) => String(act.id)}
        sort="-id"
        source={{ from: "/api/admin/acts", subject: ["acts"] }}
        none="No administrator has changed anything yet."
      />
    </section>
  );
}
