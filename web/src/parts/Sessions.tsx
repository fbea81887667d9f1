import type { Act } from "../act";
import { Refusal, useAct } from "../act";
import type { SessionLine } from "../api";
import { remove } from "../api";
import { ago, time } from "../format";
import { signedOut, useSession } from "../session";
import type { Column } from "../table/column";
import { DataTable } from "./DataTable";

/** Where an account is signed in, and how to end that. */
export function Sessions({ account }: { account: string }) {
  const act = useAct();
  const { account: reader } = useSession();
  const end = (path: string, isOwn: boolean) =>
    act.run(async () => {
      await remove(path);
      if (isOwn) signedOut();
    });
  return (
    <section aria-labelledby="sessions" data-testid="sessions">
      <h2 id="sessions">Sessions</h2>
      <DataTable
        name="sessions"
        of={["session", "sessions"]}
        columns={columns(act, end)}
        idOf={(session) => session.id}
        sort="-lastUsedMillis"
        pageSize={10}
        source={{ from: `/api/sessions?account=${account}`, subject: ["sessions", account] }}
        none="Nobody is signed in with this account's wallet."
      />
      <div className="acts">
        <button
          type="button"
          disabled={act.busy}
          onClick={() => end(`/api/sessions?account=${account}`, reader === account)}
        >
          End all sessions
        </button>
      </div>
      <Refusal act={act} />
    </section>
  );
}

function columns(act: Act, end: (path: string, isOwn: boolean) => void): Column<SessionLine>[] {
  return [
    {
      id: "agent",
      name: "with",
      text: "long",
      value: (session) => session.agent,
      show: (session) => (
        <>
          {session.current && <span className="tag">this one</span>} {session.agent || "unknown"}
        </>
      ),
      sorts: false,
    },
    { id: "origin", name: "from", value: (session) => session.origin, sorts: false },
    {
      id: "createdMillis",
      name: "since",
      value: (session) => session.createdMillis,
      show: (session) => (session.createdMillis > 0 ? ago(session.createdMillis) : "–"),
      kind: "time",
    },
    {
      id: "lastUsedMillis",
      name: "last used",
      value: (session) => session.lastUsedMillis,
      show: (session) => (session.lastUsedMillis ? ago(session.lastUsedMillis) : "–"),
      kind: "time",
    },
    {
      id: "expiresMillis",
      name: "ends",
      value: (session) => session.expiresMillis,
      show: (session) => time(session.expiresMillis),
      kind: "time",
      sorts: false,
    },
    {
      id: "id",
      name: "session",
      value: (session) => session.id,
      show: (session) => (
        <button
          type="button"
          disabled={act.busy}
          aria-label={`End the session of ${session.agent || session.id}`}
          onClick={() => end(`/api/sessions/${session.id}`, session.current)}
        >
          End
        </button>
      ),
      sorts: false,
    },
  ];
}
