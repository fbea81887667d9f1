import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Refusal, useAct } from "../act";
import { useAddress } from "../address";
import type { DatanetDetail, NewWithdrawal, WithdrawalLine, WithdrawalPreview } from "../api";
import { get, post } from "../api";
import { useAwaited } from "../awaited";
import { count, time } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { SignInFirst } from "../parts/SignIn";
import { useRights } from "../session";

/** Takes rows back: what is taken stands in the address, what that concerns is shown before it is done. */
export function WithdrawPage() {
  const { id } = useParams({ from: "/datanets/$id/withdraw" });
  const { account, actsForAny } = useRights();
  const { state } = useAddress();
  const by = account ?? state.by;
  const datanet = useAwaited({ queryKey: ["datanet", id], queryFn: () => get<DatanetDetail>(`/api/datanets/${id}`) });
  return (
    <>
      <Heading title="Take rows back">
        <span className="crumb">
          <Link to="/datanets/$id" params={{ id }}>
            {datanet.data?.name ?? `Datanet ${id}`}
          </Link>
        </span>{" "}
        Take rows back
      </Heading>
      {!actsForAny ? (
        <SignInFirst to="take rows back" />
      ) : (
        <div className="stack">
          <Scope by={by} asks={account === null} />
          {by && <Concern datanet={id} wanted={wantedOf(by, state)} done={state.done} />}
        </div>
      )}
    </>
  );
}

type Chosen = Readonly<Record<string, string | undefined>>;

/** Null while what is to be taken is not said. */
function wantedOf(contributor: string, { row, contribution, all }: Chosen): NewWithdrawal | null {
  if (row) return { contributor, rows: row.split(",") };
  if (contribution) return { contributor, contribution };
  return all ? { contributor, all: true } : null;
}

function Scope({ by, asks }: { by: string | undefined; asks: boolean }) {
  const { state, change } = useAddress();
  const what = state.row !== undefined ? "row" : state.contribution !== undefined ? "contribution" : "all";
  const choose = (chosen: string) =>
    change({
      row: chosen === "row" ? " " : undefined,
      contribution: chosen === "contribution" ? " " : undefined,
      all: chosen === "all" ? "yes" : undefined,
      done: undefined,
    });
  return (
    <section aria-labelledby="which" className="stack tight">
      <h2 id="which">Which rows</h2>
      <p className="say">
        Who gave rows can take them back for good. What that concerns is shown first; nothing changes before you confirm
        it.
      </p>
      {asks && (
        <label>
          Whose: the address of who gave them
          <input
            value={by ?? ""}
            placeholder="0x…"
            onChange={(event) => change({ by: event.target.value.trim().toLowerCase() }, { replaces: true })}
          />
        </label>
      )}
      <label>
        What
        <select value={what} onChange={(event) => choose(event.target.value)}>
          <option value="row">one row</option>
          <option value="contribution">all rows of a contribution</option>
          <option value="all">everything given to this Datanet</option>
        </select>
      </label>
      {what === "row" && (
        <label>
          The row’s leaf
          <input
            value={state.row?.trim() ?? ""}
            pattern="[0-9a-f]{64}"
            onChange={(event) => change({ row: event.target.value || " ", done: undefined }, { replaces: true })}
          />
        </label>
      )}
      {what === "contribution" && (
        <label>
          The contribution’s number
          <input
            value={state.contribution?.trim() ?? ""}
            inputMode="numeric"
            onChange={(event) =>
              change({ contribution: event.target.value || " ", done: undefined }, { replaces: true })
            }
          />
        </label>
      )}
      {what === "all" && state.all === undefined && (
        <div className="acts">
          <button type="button" onClick={() => choose("all")}>
            Show what that concerns
          </button>
        </div>
      )}
    </section>
  );
}

function Concern({
  datanet,
  wanted,
  done,
}: {
  datanet: string;
  wanted: NewWithdrawal | null;
  done: string | undefined;
}) {
  const { change } = useAddress();
  const act = useAct();
  const whole =
    wanted !== null &&
    (wanted.rows ? wanted.rows.every((leaf) => /^[0-9a-f]{64}$/.test(leaf)) : wanted.contribution !== " ");
  const concern = useQuery({
    queryKey: ["withdrawal preview", datanet, JSON.stringify(wanted)],
    queryFn: () => post<WithdrawalPreview>(`/api/datanets/${datanet}/withdrawals/preview`, wanted ?? {}),
    enabled: whole && done === undefined,
    retry: false,
  });
  if (done !== undefined) return <Done id={done} />;
  if (!whole) return null;
  const withdraw = () =>
    act.run(async () => {
      const made = await post<WithdrawalLine>(`/api/datanets/${datanet}/withdrawals`, wanted ?? {});
      change({ done: made.id });
    });
  return (
    <section aria-labelledby="concerns">
      <h2 id="concerns">What that concerns</h2>
      <Loaded query={concern}>
        {(data) => (
          <>
            <dl data-testid="concern">
              <Line name="Rows">
                {count(data.rows)} {data.rows === 1 ? "row is" : "rows are"} gone for good
                {data.unsigned > 0 && `, and ${count(data.unsigned)} of uploads that nobody signed`}.
                <Taken rows={data.first} total={data.rows} />
              </Line>
              <Line name="Versions">
                {data.versions.length === 0
                  ? "No version has them."
                  : `Their hashes stay in ${data.versions.length === 1 ? "version" : "versions"} ${data.versions.join(", ")}; the next version is without them.`}
              </Line>
              <Line name="Models">
                {data.models.length === 0
                  ? "None learned them."
                  : data.models.map((model) => (
                      <span key={`${model.name}-${model.version}`}>
                        <Link to="/models/$name" params={{ name: model.name }}>
                          {model.name}
                        </Link>
                        , version {model.version}, learned {count(model.rows)}. It is marked, and can be trained again.{" "}
                      </span>
                    ))}
              </Line>
              <Line name="Receipts">
                {count(data.receipts)} {data.receipts === 1 ? "receipt names" : "receipts name"} them, and go on
                verifying. Of these, {count(data.conversations)} show them: their question and answer are erased.
                {data.answers.length > 0 && (
                  <ul className="plain small">
                    {data.answers.map((id) => (
                      <li key={id}>
                        <Link to="/receipts/$id" params={{ id }}>
                          <code>{id}</code>
                        </Link>
                      </li>
                    ))}
                    {data.conversations > data.answers.length && (
                      <li>and {count(data.conversations - data.answers.length)} more</li>
                    )}
                  </ul>
                )}
              </Line>
              <Line name="Earnings">
                <Money gwei={data.earnedGwei} /> stay yours; <Money gwei={data.waitingGwei} /> wait for the end of an
                epoch.
              </Line>
            </dl>
            <p className="say">This cannot be undone. Copies that others took before are not on this node.</p>
            <div className="acts">
              <button type="button" onClick={withdraw} disabled={act.busy} data-testid="withdraw">
                Take {count(data.rows)} {data.rows === 1 ? "row" : "rows"} back for good
              </button>
            </div>
            <Refusal act={act} />
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The rows themselves: nobody takes back what they did not see. */
function Taken({ rows, total }: { rows: WithdrawalPreview["first"]; total: number }) {
  return (
    <ul className="plain small" data-testid="taken">
      {rows.map((row) => (
        <li key={row.leaf}>
          <Link to="/rows/$leaf" params={{ leaf: row.leaf }}>
            contribution {row.contribution}, line {row.line}
          </Link>
          : <bdi>{row.text}</bdi>
        </li>
      ))}
      {total > rows.length && <li>and {count(total - rows.length)} more</li>}
    </ul>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The certificate. */
function Done({ id }: { id: string }) {
  const withdrawal = useAwaited({
    queryKey: ["withdrawal", id],
    queryFn: () => get<WithdrawalLine>(`/api/withdrawals/${id}`),
    refetchInterval: (query) => (query.state.data?.state === "done" ? false : 500),
  });
  return (
    <section aria-labelledby="done">
      <h2 id="done">Taken back</h2>
      <Loaded query={withdrawal}>
        {(data) => (
          <>
            <p data-testid="withdrawn">
              {count(data.rows)} {data.rows === 1 ? "row was" : "rows were"} taken back on {time(data.timeMillis)}.{" "}
              <span className="tag">{data.state}</span>
            </p>
            <p className="small hash">
              Entry {data.logIndex} of the log, record <code>{data.digest}</code>
            </p>
          </>
        )}
      </Loaded>
    </section>
  );
}
