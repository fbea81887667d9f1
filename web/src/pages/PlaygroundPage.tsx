import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useAddress } from "../address";
import type { DatanetLine, ModelLine, Overview, Streamed } from "../api";
import { ApiError, ask, get, post } from "../api";
import { useAwaited } from "../awaited";
import { patiently } from "../live";
import { Deposit } from "../parts/Deposit";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import { Money } from "../parts/Money";
import { NextStep } from "../parts/NextStep";
import { Shaped } from "../parts/Shaped";
import { SignInFirst } from "../parts/SignIn";
import { payerKey, setApiKey, useRights } from "../session";
import { all } from "../table/listing";

/** Asked for once there is an answer. */
const Feedback = lazy(() => patiently(() => import("../parts/Feedback")));

const PAYMENT_REQUIRED = 402;

export function PlaygroundPage() {
  const models = useQuery({ queryKey: ["models", "all"], queryFn: () => all<ModelLine>("/api/models") });
  return (
    <>
      <Heading title="Playground">Ask a model, see who shaped the answer</Heading>
      <Loaded query={models}>{(list) => <Playground models={list} />}</Loaded>
    </>
  );
}

function Playground({ models }: { models: ModelLine[] }) {
  const { state, change } = useAddress();
  const [streamed, setStreamed] = useState<Streamed | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const { pays } = useRights();
  const running = useRef<AbortController | null>(null);
  const [busy, setBusy] = useState(false);
  const model = models.find(({ name }) => name === state.model)?.name ?? models[0]?.name ?? "";
  const datanets = state.datanets?.split(",") ?? [];

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const question = String(form.get("question")).trim();
    if (!question) return;
    const always = form.get("always") !== null;
    const percent = String(form.get("support") ?? "");
    const minimum = percent === "" ? undefined : Number(percent) / 100;
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setError(null);
    setStreamed(null);
    change({ model, q: question, r: undefined, words: undefined, by: undefined });
    try {
      if (payerKey() === null) await takeOperatorKey();
      const { receiptId } = await ask(model, question, { datanets, always }, minimum, setStreamed, controller.signal);
      if (receiptId) change({ r: receiptId }, { replaces: true });
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
            <select
              name="model"
              value={model}
              onChange={(event) => change({ model: event.target.value }, { replaces: true })}
            >
              {models.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <Question asked={state.q ?? ""} />
          <SourceChoice
            chosen={datanets}
            choose={(ids) => change({ datanets: ids.join() || undefined }, { replaces: true })}
          />
          <LeastSupport />
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
      {(busy || (streamed && !state.r)) && <Answer question={state.q ?? ""} streamed={streamed} busy={busy} />}
      {!busy && state.r && (
        <>
          <Shaped id={state.r} />
          <section aria-label="Feedback">
            <Suspense fallback={null}>
              <Feedback receipt={state.r} />
            </Suspense>
          </section>
        </>
      )}
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
  const overview = useAwaited<Overview>({ queryKey: ["overview"], queryFn: () => get<Overview>("/api/overview") });
  const gwei = overview.data?.node.priceGwei;
  return gwei === undefined ? null : (
    <>
      Each token of question and answer costs <Money gwei={gwei} />.
    </>
  );
}

function Question({ asked }: { asked: string }) {
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  return (
    <label>
      Question
      <textarea
        name="question"
        required
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }
        }}
      />
    </label>
  );
}

/** How far rows must carry the answer for it to be given. */
function LeastSupport() {
  return (
    <details>
      <summary>Take no answer that rows do not support</summary>
      <label>
        Least support, in percent <input type="number" name="support" min={0} max={100} step={1} placeholder="any" />
      </label>
      <p className="small">
        An answer with less is withheld: a sentence comes instead, no contributor is paid, and its tokens cost what they
        cost without the data part.
      </p>
    </details>
  );
}

/** The Datanets that may be searched for sources. */
function SourceChoice({ chosen, choose }: { chosen: string[]; choose: (ids: string[]) => void }) {
  const datanets = useAwaited<DatanetLine[]>({
    queryKey: ["datanets", "all"],
    queryFn: () => all<DatanetLine>("/api/datanets"),
  });
  const published = (datanets.data ?? []).filter(({ latestVersion }) => latestVersion > 0);
  const [ids, setIds] = useState(chosen);
  const given = chosen.join();
  useEffect(() => setIds(given === "" ? [] : given.split(",")), [given]);
  const set = (id: string, wanted: boolean) => {
    const next = published.map((datanet) => datanet.id).filter((each) => (each === id ? wanted : ids.includes(each)));
    setIds(next);
    choose(next);
  };
  return (
    <details open={chosen.length > 0}>
      <summary>Use rows of a Datanet as sources</summary>
      <div className="acts">
        {datanets.isSuccess && published.length === 0 && <span>No Datanet has a published version yet.</span>}
        {published.map(({ id, name, licence }) => (
          <label key={id}>
            <input
              type="checkbox"
              name="datanet"
              value={id}
              checked={ids.includes(id)}
              onChange={(event) => set(id, event.target.checked)}
            />{" "}
            {name} <span>({licence})</span>
          </label>
        ))}
      </div>
      <label>
        <input type="checkbox" name="always" /> also where the model is surer of its answer without them
      </label>
    </details>
  );
}

/** The answer while it is being written, and one that has no receipt. */
function Answer({ question, streamed, busy }: { question: string; streamed: Streamed | null; busy: boolean }) {
  return (
    <section aria-live="polite">
      <div className="question">{question}</div>
      <p className={busy ? "answer cursor" : "answer"} data-testid="streaming">
        {streamed?.text}
      </p>
      {streamed?.receiptId && (
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
