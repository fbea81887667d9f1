import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useRef, useState } from "react";
import type { DatanetLine, ModelLine, Overview, Streamed } from "../api";
import { ApiError, ask, get, post } from "../api";
import { Deposit } from "../parts/Deposit";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { NextStep } from "../parts/NextStep";
import { Shaped } from "../parts/Shaped";
import { SignInFirst } from "../parts/SignIn";
import { payerKey, setApiKey, useRights } from "../session";

const PAYMENT_REQUIRED = 402;

export function PlaygroundPage() {
  const models = useQuery({ queryKey: ["models"], queryFn: () => get<ModelLine[]>("/api/models") });
  return (
    <>
      <Heading title="Playground">Ask a model, see who shaped the answer</Heading>
      <Loaded query={models}>{(list) => <Playground models={list} />}</Loaded>
    </>
  );
}

function Playground({ models }: { models: ModelLine[] }) {
  const [asked, setAsked] = useState<{ question: string; streamed: Streamed } | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const { model } = useSearch({ from: "/playground" });
  const { pays } = useRights();
  const running = useRef<AbortController | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const question = String(form.get("question")).trim();
    if (!question) return;
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setError(null);
    try {
      if (payerKey() === null) await takeOperatorKey();
      const datanets = form.getAll("datanet").map(String);
      const show = (streamed: Streamed) => setAsked({ question, streamed });
      await ask(String(form.get("model")), question, datanets, show, controller.signal);
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  };

  if (models.length === 0) return <NextStep />;
  return (
    <div className="stack">
      <section>
        <form onSubmit={(event) => void submit(event)} className="stack tight">
          <label>
            Model
            <select name="model" defaultValue={model}>
              {models.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label>
            Question
            <textarea
              name="question"
              required
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.shiftKey) {
                  event.preventDefault();
                  event.currentTarget.form?.requestSubmit();
                }
              }}
            />
          </label>
          <SourceChoice />
          <div className="acts" style={{ marginTop: 0 }}>
            <button type="submit" className="first" disabled={busy || !pays}>
              Ask
            </button>
            {busy && (
              <button type="button" onClick={() => running.current?.abort()}>
                Stop
              </button>
            )}
            <span className="small">
              Enter asks, Shift+Enter starts a new line. <Price />
            </span>
          </div>
        </form>
        {error && <Refused error={error} />}
      </section>
      {!pays && <SignInFirst to="ask" />}
      {asked && <Answer question={asked.question} streamed={asked.streamed} busy={busy} />}
    </div>
  );
}

/** The administrator asks at the operator's cost: with a key of the operator's, which is made once a tab. */
async function takeOperatorKey(): Promise<void> {
  const { node } = await get<Overview>("/api/overview");
  const { key } = await post<{ key: string }>("/api/keys", { payer: node.operator, label: "page" });
  setApiKey(key);
}

/** What the node said, and how to pay where that is what it asked for. */
function Refused({ error }: { error: Error }) {
  const { account, administers } = useRights();
  const overview = useQuery({ queryKey: ["overview"], queryFn: () => get<Overview>("/api/overview") });
  const payer = account ?? (administers ? overview.data?.node.operator : undefined);
  return (
    <div role="alert">
      <p className="error">{error.message}</p>
      {error instanceof ApiError && error.status === PAYMENT_REQUIRED && payer && <Deposit payer={payer} />}
    </div>
  );
}

/** What answers cost here. */
function Price() {
  const overview = useQuery({ queryKey: ["overview"], queryFn: () => get<Overview>("/api/overview") });
  const gwei = overview.data?.node.priceGwei;
  return gwei === undefined ? null : (
    <>
      Each token of question and answer costs <Money gwei={gwei} />.
    </>
  );
}

/** The Datanets that may be searched for sources. */
function SourceChoice() {
  const datanets = useQuery({ queryKey: ["datanets"], queryFn: () => get<DatanetLine[]>("/api/datanets") });
  const published = (datanets.data ?? []).filter(({ latestVersion }) => latestVersion > 0);
  return published.length === 0 ? null : (
    <details>
      <summary>Use rows of a Datanet as sources</summary>
      <div className="acts">
        {published.map(({ id, name, licence }) => (
          <label key={id}>
            <input type="checkbox" name="datanet" value={id} /> {name} <span>({licence})</span>
          </label>
        ))}
      </div>
    </details>
  );
}

function Answer({ question, streamed, busy }: { question: string; streamed: Streamed; busy: boolean }) {
  if (!busy && streamed.receiptId) return <Shaped id={streamed.receiptId} />;
  return (
    <section aria-live="polite">
      <div className="question">{question}</div>
      <p className={busy ? "answer cursor" : "answer"} data-testid="streaming">
        {streamed.text}
      </p>
      {streamed.receiptId && (
        <p className="say">
          Its receipt will be{" "}
          <Link to="/receipts/$id" params={{ id: streamed.receiptId }}>
            <code>{streamed.receiptId}</code>
          </Link>
        </p>
      )}
    </section>
  );
}
