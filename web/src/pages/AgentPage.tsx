import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Refusal, useAct } from "../act";
import type { MandateDetail, MandateLine } from "../api";
import { get, getText, post } from "../api";
import { count, time } from "../format";
import { ActionTable } from "../parts/AgentTables";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { AccountName } from "../parts/Names";
import { SignInFirst } from "../parts/SignIn";
import { useRights } from "../session";
import { save } from "../table/file";

/** What a mandate's document says, as the node signs for its form. */
interface Said {
  tools: { name: string; class: string }[];
  models: string[];
  datanets: string[];
  licences: string[];
  trustedDatanets: string[];
  caps: { callGwei: number; dayGwei: number };
  approval: { aboveGwei: number; classes: string[]; by: string[] };
  provenance: { minAttributedPpm: number };
  conditions?: { name: string; tool?: string; cel: string }[];
  undo?: { tool: string; kind: string; by?: string }[];
  bounds?: { tool: string; argument: string; kind: keyof typeof KINDS; values: string[] }[];
}

/** How a bound compares, in words before its values. */
const KINDS = { is: "is", begins: "begins with", least: "is at least", most: "is at most" };

/** One mandate: in words, what is left of it, what was done under it, and its end. */
export function AgentPage() {
  const { actsForAny } = useRights();
  return actsForAny ? (
    <Mandate />
  ) : (
    <>
      <Heading title="Agent" />
      <SignInFirst to="see this agent" />
    </>
  );
}

function Mandate() {
  const { id } = useParams({ from: "/agents/$id" });
  const mandate = useQuery({ queryKey: ["mandate", id], queryFn: () => get<MandateDetail>(`/api/mandates/${id}`) });
  return (
    <Loaded query={mandate} whole>
      {(detail) => (
        <>
          <Heading title={detail.mandate.name}>
            <span className="crumb">Agent</span> {detail.mandate.name}
          </Heading>
          <div className="stack">
            <section aria-labelledby="left">
              <h2 id="left">What is left</h2>
              <Left line={detail.mandate} />
              <Ending line={detail.mandate} />
            </section>
            <section aria-labelledby="may">
              <h2 id="may">What it may do</h2>
              <May detail={detail} />
            </section>
            <section aria-labelledby="did">
              <h2 id="did">What it did</h2>
              <ActionTable name="did" from={`/api/actions?mandate=${id}`} none="It has not asked for anything yet." />
            </section>
            <Family detail={detail} />
          </div>
        </>
      )}
    </Loaded>
  );
}

function Left({ line }: { line: MandateLine }) {
  return (
    <dl className="facts">
      <dt>State</dt>
      <dd>
        <span className="tag">{line.state}</span>
      </dd>
      <dt>Money</dt>
      <dd>
        <Money gwei={line.budgetGwei - line.paidGwei - line.heldGwei} /> of <Money gwei={line.budgetGwei} /> left
        {line.heldGwei > 0 && (
          <>
            , <Money gwei={line.heldGwei} /> held for what runs
          </>
        )}
      </dd>
      <dt>Calls</dt>
      <dd>
        {count(line.maxCalls - line.calls)} of {count(line.maxCalls)} left
      </dd>
      <dt>Until</dt>
      <dd>{time(line.expiresMillis)}</dd>
    </dl>
  );
}

function Ending({ line }: { line: MandateLine }) {
  const act = useAct();
  return (
    <>
      <div className="acts">
        {line.state !== "ended" && (
          <button
            type="button"
            className="first"
            disabled={act.busy}
            onClick={() => act.run(() => post("/api/mandates/end", { mandate: line.id }))}
          >
            End it, and stop what runs
          </button>
        )}
        <button
          type="button"
          disabled={act.busy}
          onClick={() =>
            act.run(async () => save(`${line.id}.trail`, "json", await getText(`/api/mandates/${line.id}/trail`)))
          }
        >
          Export the trail
        </button>
      </div>
      <Refusal act={act} />
    </>
  );
}

function listed(items: string[], none: string) {
  return items.length === 0 ? none : items.join(", ");
}

function May({ detail: { mandate, document } }: { detail: MandateDetail }) {
  const said = document as unknown as Said;
  return (
    <dl className="facts">
      <dt>Signed by</dt>
      <dd>
        <AccountName address={mandate.signer} />
      </dd>
      <dt>Acts</dt>
      <dd>
        <AccountName address={mandate.agent} />
      </dd>
      <dt>Pays</dt>
      <dd>
        <AccountName address={mandate.principal} />
      </dd>
      {mandate.task && (
        <>
          <dt>Task</dt>
          <dd>{mandate.task}</dd>
        </>
      )}
      <dt>Tools</dt>
      <dd>
        {listed(
          said.tools.map((tool) => `${tool.name} (${tool.class})`),
          "none",
        )}
      </dd>
      {said.bounds && (
        <>
          <dt>Bounds</dt>
          <dd>
            <ul>
              {said.bounds.map((bound) => (
                <li key={`${bound.tool} ${bound.argument} ${bound.kind}`}>
                  {bound.tool}: {bound.argument} {KINDS[bound.kind]} {bound.values.join(" or ")}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {said.conditions && (
        <>
          <dt>Conditions</dt>
          <dd>
            <ul>
              {said.conditions.map((condition) => (
                <li key={condition.name}>
                  {condition.name}, of {condition.tool ?? "every tool"}: <code>{condition.cel}</code>
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {said.undo && (
        <>
          <dt>Undone</dt>
          <dd>
            <ul>
              {said.undo.map((undo) => (
                <li key={undo.tool}>
                  {undo.tool} is {undo.kind}
                  {undo.by === undefined ? ": a person signs each call" : `, by ${undo.by}`}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      <dt>Models</dt>
      <dd>{listed(said.models, "none")}</dd>
      <dt>Datanets</dt>
      <dd>
        {said.datanets.length === 0 && "none"}
        {said.datanets.map((datanet, index) => (
          <span key={datanet}>
            {index > 0 && ", "}
            <Link to="/datanets/$id" params={{ id: datanet }}>
              Datanet {datanet}
            </Link>
          </span>
        ))}
      </dd>
      <dt>Licences</dt>
      <dd>{listed(said.licences, "none")}</dd>
      <dt>Trusted rows</dt>
      <dd>{listed(said.trustedDatanets, "of no Datanet: whatever it reads, somebody may have planted")}</dd>
      <dt>One call</dt>
      <dd>
        <Money gwei={said.caps.callGwei} /> at most, <Money gwei={said.caps.dayGwei} /> a day
      </dd>
      <dt>Approval</dt>
      <dd>
        above <Money gwei={said.approval.aboveGwei} />
        {said.approval.classes.length > 0 && `, and whatever may ${said.approval.classes.join(" or ")}`}
      </dd>
    </dl>
  );
}

function Family({ detail: { above, under } }: { detail: MandateDetail }) {
  if (above.length + under.length === 0) return null;
  return (
    <section aria-labelledby="family">
      <h2 id="family">Its family</h2>
      <ul>
        {above.map((line) => (
          <li key={line.id}>
            narrows{" "}
            <Link to="/agents/$id" params={{ id: line.id }}>
              {line.name}
            </Link>
          </li>
        ))}
        {under.map((line) => (
          <li key={line.id}>
            is narrowed by{" "}
            <Link to="/agents/$id" params={{ id: line.id }}>
              {line.name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
