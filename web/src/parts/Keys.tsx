import type { FormEvent } from "react";
import { useState } from "react";
import type { Act } from "../act";
import { Refusal, useAct } from "../act";
import type { IssuedKey, KeyLine } from "../api";
import { post, remove } from "../api";
import { ago, gweiFrom, time } from "../format";
import type { Column } from "../table/column";
import { DataTable } from "./DataTable";
import { Money } from "./Money";
import { Secret } from "./Secret";

const SCOPES = [
  { word: "ask", label: "Ask models" },
  { word: "read", label: "Read what was asked" },
  { word: "contribute", label: "Contribute rows" },
] as const;

const CAPS = [
  { name: "callGwei", label: "Most for one answer (OPEN)" },
  { name: "dayGwei", label: "Most for one day (OPEN)" },
  { name: "totalGwei", label: "Most in all (OPEN)" },
] as const;

const DAY_SECONDS = 86_400;

/** The API keys that spend a payer's deposit: what each may do and spent, and how to make, rotate and revoke them. */
export function Keys({ payer }: { payer: string }) {
  const act = useAct();
  const [secret, setSecret] = useState<string | null>(null);
  const issue = (work: () => Promise<IssuedKey>) => act.run(async () => setSecret((await work()).key));
  return (
    <section aria-labelledby="keys" data-testid="keys">
      <h2 id="keys">API keys</h2>
      <DataTable
        name="keys"
        of={["key", "keys"]}
        columns={columns(act, issue)}
        idOf={(key) => key.id}
        sort="-createdMillis"
        pageSize={10}
        source={{ from: `/api/keys?payer=${payer}`, subject: ["keys", payer] }}
        none={
          <>
            There is no API key yet. A program asks with one, and this account's deposit pays.{" "}
            <button
              type="button"
              disabled={act.busy}
              onClick={() =>
                issue(() =>
                  post<IssuedKey>("/api/keys", { payer, label: "first", scopes: ["ask", "read"], models: [] }),
                )
              }
            >
              Make one that asks all models, and reads
            </button>
          </>
        }
      />
      {secret && <Secret name="API key" text={secret} />}
      <Refusal act={act} />
      <NewKey payer={payer} act={act} issue={issue} />
    </section>
  );
}

function NewKey({ payer, act, issue }: { payer: string; act: Act; issue: (work: () => Promise<IssuedKey>) => void }) {
  const create = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const number = (name: string) => Number(form.get(name)) || 0;
    const caps = CAPS.filter(({ name }) => number(name) > 0).map(({ name }) => [name, gweiFrom(number(name))]);
    const models = String(form.get("models"))
      .split(",")
      .map((model) => model.trim())
      .filter((model) => model !== "");
    issue(() =>
      post<IssuedKey>("/api/keys", {
        payer,
        label: String(form.get("label")).trim(),
        scopes: form.getAll("scope"),
        models,
        ...Object.fromEntries(caps),
        ...(number("days") > 0 ? { lifeSeconds: number("days") * DAY_SECONDS } : {}),
      }),
    );
  };
  return (
    <details>
      <summary>New API key</summary>
      <form onSubmit={create} className="stack tight">
        <label>
          Label
          <input name="label" maxLength={80} placeholder="laptop" autoComplete="off" />
        </label>
        <fieldset className="acts">
          <legend>It may</legend>
          {SCOPES.map(({ word, label }) => (
            <label key={word}>
              <input type="checkbox" name="scope" value={word} defaultChecked={word !== "contribute"} />
              {label}
            </label>
          ))}
        </fieldset>
        <label>
          Models, with commas between (empty: all)
          <input name="models" autoComplete="off" />
        </label>
        {CAPS.map(({ name, label }) => (
          <label key={name}>
            {label}
            <input name={name} type="number" min={0} step={0.000000001} />
          </label>
        ))}
        <label>
          Days until it ends (empty: never)
          <input name="days" type="number" min={1} max={36_500} step={1} />
        </label>
        <div>
          <button type="submit" className="first" disabled={act.busy}>
            Create
          </button>
        </div>
      </form>
    </details>
  );
}

function columns(act: Act, issue: (work: () => Promise<IssuedKey>) => void): Column<KeyLine>[] {
  return [
    { id: "label", name: "label", value: (key) => key.label, show: (key) => key.label || <code>{key.id}</code> },
    {
      id: "state",
      name: "state",
      value: (key) => key.state,
      show: (key) => <span className="tag">{key.state}</span>,
      filter: ["live", "expired", "revoked"].map((state) => ({ value: state, name: state })),
      sorts: false,
    },
    { id: "scopes", name: "may", value: (key) => key.scopes.join(", "), sorts: false },
    { id: "models", name: "models", value: (key) => key.models.join(", ") || "all", sorts: false },
    {
      id: "spentGwei",
      name: "spent, OPEN",
      says: "What its answers cost, and what is set aside for those being made.",
      value: (key) => key.chargedGwei + key.heldGwei,
      show: (key) => <Money gwei={key.chargedGwei + key.heldGwei} bare />,
      kind: "number",
      sorts: false,
    },
    ...(
      [
        ["callGwei", "cap for one answer, OPEN"],
        ["dayGwei", "cap a day, OPEN"],
        ["totalGwei", "cap in all, OPEN"],
      ] as const
    ).map(
      ([id, name]): Column<KeyLine> => ({
        id,
        name,
        value: (key) => key[id],
        show: (key) => (key[id] ? <Money gwei={key[id]} bare /> : "–"),
        kind: "number",
        sorts: false,
        extra: id !== "totalGwei",
      }),
    ),
    {
      id: "createdMillis",
      name: "created",
      value: (key) => key.createdMillis,
      show: (key) => ago(key.createdMillis),
      kind: "time",
    },
    {
      id: "lastUsedMillis",
      name: "last used",
      value: (key) => key.lastUsedMillis,
      show: (key) => (key.lastUsedMillis ? ago(key.lastUsedMillis) : "never"),
      kind: "time",
    },
    {
      id: "expiresMillis",
      name: "ends",
      value: (key) => key.expiresMillis,
      show: (key) => (key.expiresMillis ? time(key.expiresMillis) : "–"),
      kind: "time",
      sorts: false,
    },
    {
      id: "id",
      name: "key",
      value: (key) => key.id,
      show: (key) =>
        key.state === "live" && (
          <span className="acts who">
            <button
              type="button"
              disabled={act.busy}
              aria-label={`Rotate the key ${key.label || key.id}`}
              onClick={() => issue(() => post<IssuedKey>(`/api/keys/${key.id}/rotate`, {}))}
            >
              Rotate
            </button>
            <button
              type="button"
              disabled={act.busy}
              aria-label={`Revoke the key ${key.label || key.id}`}
              onClick={() => act.run(() => remove(`/api/keys/${key.id}`))}
            >
              Revoke
            </button>
          </span>
        ),
      sorts: false,
    },
  ];
}
