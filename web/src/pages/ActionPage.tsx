import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Refusal, useAct } from "../act";
import type { ActionDetail, ActionLine, MandateDetail } from "../api";
import { get, post } from "../api";
import { count, short, time } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { AccountName, ReceiptName } from "../parts/Names";
import { SignInFirst } from "../parts/SignIn";
import { useRights, useSession } from "../session";
import { signTyped } from "../wallet";

const APPROVAL_SECONDS = 300;

/** One call of an agent: who allowed it, what it read and was told, which rules were asked, what it cost, how it is undone. */
export function ActionPage() {
  const { actsForAny } = useRights();
  return actsForAny ? (
    <Asked />
  ) : (
    <>
      <Heading title="Call of an agent" />
      <SignInFirst to="see this call" />
    </>
  );
}

function Asked() {
  const { id } = useParams({ from: "/actions/$id" });
  const action = useQuery({ queryKey: ["action", id], queryFn: () => get<ActionDetail>(`/api/actions/${id}`) });
  return (
    <Loaded query={action} whole>
      {(detail) => (
        <>
          <Heading title={`${detail.action.tool}, ${detail.action.state}`}>
            <span className="crumb">Call</span> {detail.action.tool} <span className="tag">{detail.action.state}</span>
          </Heading>
          <div className="stack">
            {detail.action.why && <p className="say">{sentence(detail.action.why)}</p>}
            {detail.action.state === "awaiting" && <Deciding detail={detail} />}
            <section aria-labelledby="questions">
              <h2 id="questions">Six questions</h2>
              <Questions detail={detail} />
            </section>
            {detail.action.state !== "awaiting" && (
              <section aria-labelledby="with">
                <h2 id="with">What it was called with</h2>
                <Given detail={detail} />
              </section>
            )}
          </div>
        </>
      )}
    </Loaded>
  );
}

/** The arguments of a call; those of one that waits stand above what decides it. */
function Given({ detail }: { detail: ActionDetail }) {
  return (
    <pre className="answer">
      <code>{JSON.stringify(detail.arguments, null, 2)}</code>
    </pre>
  );
}

function sentence(why: string) {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}

function Questions({ detail }: { detail: ActionDetail }) {
  const { action } = detail;
  const broken = detail.rules.filter((rule) => rule.found !== "holds");
  const read = detail.arguments as { datanets?: number[]; datanet?: number; model?: string };
  const licences = (detail.record as { licences?: { datanet: string; licence: string }[] } | undefined)?.licences ?? [];
  const named =
    licences.length > 0 ? [] : [...(read.datanets ?? []), ...(read.datanet === undefined ? [] : [read.datanet])];
  return (
    <dl className="facts">
      <dt>Who allowed it</dt>
      <dd>
        <AccountName address={detail.principal} />, by{" "}
        <Link to="/agents/$id" params={{ id: action.mandate }}>
          this mandate
        </Link>
      </dd>
      <dt>Which data and model</dt>
      <dd>
        {read.model ? `model ${read.model}` : "no model"}
        {licences.map(({ datanet, licence }) => (
          <span key={datanet}>
            ,{" "}
            <Link to="/datanets/$id" params={{ id: datanet }}>
              Datanet {datanet}
            </Link>{" "}
            under {licence}
          </span>
        ))}
        {named.map((datanet) => (
          <span key={datanet}>
            ,{" "}
            <Link to="/datanets/$id" params={{ id: `${datanet}` }}>
              Datanet {datanet}
            </Link>
          </span>
        ))}
      </dd>
      <dt>Which rules were asked</dt>
      <dd>
        {count(detail.rules.length)}, of which {count(detail.rules.length - broken.length)} hold
        {broken.length > 0 && (
          <ul>
            {broken.map((rule) => (
              <li key={rule.rule}>
                {rule.rule} {rule.found}: {rule.says}
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>What it cost</dt>
      <dd>
        <Money gwei={action.paidGwei} /> of at most <Money gwei={action.mostGwei} />
      </dd>
      <dt>Who is paid</dt>
      <dd>{action.receipt ? <ReceiptName id={action.receipt} /> : paid(action)}</dd>
      <dt>How it is undone</dt>
      <dd>
        <HowUndone detail={detail} />
      </dd>
      <dt>When</dt>
      <dd>
        {time(action.createdMillis)}
        {detail.logIndex !== undefined && `, entry ${count(detail.logIndex)} of the log`}
      </dd>
    </dl>
  );
}

/** As the mandate says of the tool; else as it follows from what the tool does. */
function HowUndone({ detail: { action, record } }: { detail: ActionDetail }) {
  const said = record as { undo?: { kind: string; by?: string }; undoes?: string } | undefined;
  if (said?.undoes !== undefined && action.state === "executed")
    return (
      <>
        It undid{" "}
        <Link to="/actions/$id" params={{ id: said.undoes }}>
          another call
        </Link>
        .
      </>
    );
  if (said?.undo === undefined || action.state !== "executed") return undoing(action);
  return said.undo.by === undefined
    ? "It is final: nothing undoes it."
    : `It is ${said.undo.kind}: by a call of ${said.undo.by} that names this one.`;
}

/** Who is paid of a call that is no answer. */
function paid({ tool, paidGwei }: ActionLine): string {
  if (paidGwei === 0) return "nobody";
  return tool === "call_contract"
    ? "who makes the chain's blocks, for gas"
    : "whom the call, or what came of it, names";
}

function undoing({ tool, toolClass, state, receipt }: ActionLine): string {
  if (state === "awaiting") return "Nothing was done yet.";
  if (state !== "executed") return "Nothing was done.";
  if (toolClass === "read") return "It changed nothing.";
  if (receipt !== undefined) return "What was paid stays paid; question and answer can be erased at the receipt.";
  if (toolClass === "spend") return "What was paid stays paid.";
  if (tool === "contribute_rows") return "It is a draft: leave it unsigned, and it ends by itself.";
  if (tool === "call_contract") return "Nothing undoes what is on a chain.";
  return "The mandate does not say how: ask whose server did it.";
}

function Deciding({ detail }: { detail: ActionDetail }) {
  const act = useAct();
  const { account } = useSession();
  const { administers } = useRights();
  const mandate = useQuery({
    queryKey: ["mandate", detail.action.mandate],
    queryFn: () => get<MandateDetail>(`/api/mandates/${detail.action.mandate}`),
  });
  const approvers = (mandate.data?.document as { approval?: { by: string[] } } | undefined)?.approval?.by ?? [];
  const own = approvers.find((address) => address === account);
  const approve = (by: string, signs: boolean) =>
    act.run(async () => {
      const deadlineSeconds = Math.floor(Date.now() / 1000) + APPROVAL_SECONDS;
      const path = `/api/actions/${detail.action.id}/approval`;
      if (!signs) return post(path, { by, deadlineSeconds });
      const { typedData } = await get<{ typedData: object }>(`${path}?deadlineSeconds=${deadlineSeconds}`);
      return post(path, { by, deadlineSeconds, signature: await signTyped(by, typedData) });
    });
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">It waits for you</h2>
      <p>It would call {detail.action.tool} with this:</p>
      <Given detail={detail} />
      <div className="acts">
        {own && (
          <button type="button" className="first" disabled={act.busy} onClick={() => approve(own, true)}>
            Approve it with the wallet
          </button>
        )}
        {!own &&
          administers &&
          approvers.map((by) => (
            <button key={by} type="button" className="first" disabled={act.busy} onClick={() => approve(by, false)}>
              Approve it for {short(by)}
            </button>
          ))}
        <button
          type="button"
          disabled={act.busy}
          onClick={() => act.run(() => post(`/api/actions/${detail.action.id}/rejection`, {}))}
        >
          Reject it
        </button>
      </div>
      <Refusal act={act} />
    </section>
  );
}
