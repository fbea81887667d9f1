import type { FormEvent } from "react";
import { useState } from "react";
import type { Act } from "../act";
import { Refusal, useAct } from "../act";
import type { IssuedTarget, NotificationLine, TargetLine } from "../api";
import { post, remove } from "../api";
import { ago } from "../format";
import type { Column } from "../table/column";
import { DataTable } from "./DataTable";
import { Secret } from "./Secret";

const EVENTS = [
  { word: "review", label: "Rows wait for my review" },
  { word: "decided", label: "My rows were decided on" },
  { word: "asked", label: "I am asked about my rows" },
  { word: "answered", label: "A contributor answered or appealed" },
  { word: "withdrawn", label: "Rows were taken back" },
  { word: "notice", label: "A notice against rows" },
  { word: "paid", label: "I was paid" },
] as const;

/** Where an account is told of what it waits for, by webhook and mail, and what was sent. */
export function Notify({ account }: { account: string }) {
  const act = useAct();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <section aria-labelledby="notify" data-testid="notify">
      <h2 id="notify">Notifications</h2>
      <p>
        A webhook or a mail says when something happens that you wait for. It has numbers and a link alone, never a text
        of anybody.
      </p>
      <DataTable
        name="targets"
        of={["target", "targets"]}
        columns={targets(act)}
        idOf={(target) => target.id}
        sort="-createdMillis"
        pageSize={10}
        source={{ from: `/api/notification-targets?account=${account}`, subject: ["targets", account] }}
        none={<>Nothing is sent yet. Add a webhook or a mail address.</>}
      />
      {secret && <Secret name="webhook's secret" text={secret} />}
      <Refusal act={act} />
      <NewTarget account={account} act={act} show={setSecret} />
      <details>
        <summary>What was sent</summary>
        <DataTable
          name="sent"
          of={["notification", "notifications"]}
          columns={SENT}
          idOf={(sent) => sent.id}
          sort="-createdMillis"
          pageSize={10}
          source={{ from: `/api/notifications?account=${account}`, subject: ["sent", account] }}
          none={<>Nothing was sent in the last 30 days.</>}
        />
      </details>
    </section>
  );
}

function NewTarget({ account, act, show }: { account: string; act: Act; show: (secret: string | null) => void }) {
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const address = String(given.get("address")).trim();
    act.run(async () => {
      const added = await post<IssuedTarget>("/api/notification-targets", {
        account,
        kind: address.includes("://") ? "webhook" : "mail",
        address,
        events: given.getAll("event"),
      });
      show(added.secret ?? null);
      form.reset();
    });
  };
  return (
    <details>
      <summary>New webhook or mail address</summary>
      <form onSubmit={add} className="stack tight">
        <label>
          An https:// URL, or a mail address
          <input
            name="address"
            required
            maxLength={1000}
            autoComplete="off"
            placeholder="https://hooks.example.org/openledger"
          />
        </label>
        <fieldset className="acts">
          <legend>It is told when</legend>
          {EVENTS.map(({ word, label }) => (
            <label key={word}>
              <input type="checkbox" name="event" value={word} defaultChecked />
              {label}
            </label>
          ))}
        </fieldset>
        <p>
          A webhook is signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says, and its secret
          is shown once. To a mail address a code is sent first.
        </p>
        <div>
          <button type="submit" className="first" disabled={act.busy}>
            Add
          </button>
        </div>
      </form>
    </details>
  );
}

function Confirm({ target, act }: { target: TargetLine; act: Act }) {
  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).trim();
    act.run(() => post<TargetLine>(`/api/notification-targets/${target.id}/confirm`, { code }));
  };
  return (
    <form onSubmit={confirm} className="acts who">
      <input
        name="code"
        required
        inputMode="numeric"
        pattern="[0-9]{8}"
        size={9}
        autoComplete="one-time-code"
        aria-label={`The code that was sent to ${target.address}`}
        placeholder="code"
      />
      <button type="submit" disabled={act.busy}>
        Confirm
      </button>
    </form>
  );
}

function targets(act: Act): Column<TargetLine>[] {
  return [
    { id: "address", name: "address", value: (target) => target.address, sorts: false },
    {
      id: "kind",
      name: "kind",
      value: (target) => target.kind,
      filter: ["webhook", "mail"].map((kind) => ({ value: kind, name: kind })),
      sorts: false,
    },
    {
      id: "state",
      name: "state",
      value: (target) => target.state,
      show: (target) =>
        target.state === "waiting" ? (
          <Confirm target={target} act={act} />
        ) : (
          <span className="tag">{target.state}</span>
        ),
      sorts: false,
    },
    { id: "events", name: "told of", value: (target) => target.events.join(", "), sorts: false },
    {
      id: "createdMillis",
      name: "added",
      value: (target) => target.createdMillis,
      show: (target) => ago(target.createdMillis),
      kind: "time",
    },
    {
      id: "id",
      name: "target",
      value: (target) => target.id,
      show: (target) => (
        <button
          type="button"
          disabled={act.busy}
          aria-label={`Remove ${target.address}`}
          onClick={() => act.run(() => remove(`/api/notification-targets/${target.id}`))}
        >
          Remove
        </button>
      ),
      sorts: false,
    },
  ];
}

const SENT: Column<NotificationLine>[] = [
  {
    id: "words",
    name: "what",
    value: (sent) => sent.words,
    show: (sent) => <a href={sent.path}>{sent.words}</a>,
    sorts: false,
  },
  {
    id: "state",
    name: "state",
    value: (sent) => sent.state,
    show: (sent) => <span className="tag">{sent.state}</span>,
    filter: ["waiting", "delivered", "failed"].map((state) => ({ value: state, name: state })),
    sorts: false,
  },
  { id: "detail", name: "last try", value: (sent) => sent.detail || "–", sorts: false },
  { id: "tries", name: "tries", value: (sent) => sent.tries, kind: "number", sorts: false },
  {
    id: "createdMillis",
    name: "when",
    value: (sent) => sent.createdMillis,
    show: (sent) => ago(sent.createdMillis),
    kind: "time",
  },
];
