import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useRef, useState } from "react";
import type { DatanetLine, ModelLine, Streamed } from "../api";
import { ask, get } from "../api";
import { Loaded } from "../parts/Loaded";
import { Shaped } from "../parts/Shaped";
import { payerKey, setApiKey } from "../session";

export function PlaygroundPage() {
  const models = useQuery({ queryKey: ["models"], queryFn: () => get<ModelLine[]>("/api/models") });
  return (
    <>
      <h1>Ask a model, see who shaped the answer</h1>
      <Loaded query={models}>{(list) => <Playground models={list} />}</Loaded>
    </>
  );
}

function Playground({ models }: { models: ModelLine[] }) {
  const [asked, setAsked] = useState<{ question: string; streamed: Streamed } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const { model } = useSearch({ from: "/playground" });
  const running = useRef<AbortController | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const question = String(form.get("question")).trim();
    if (!question) return;
    const key = form.get("key");
    if (key) setApiKey(String(key));
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setError(null);
    try {
      const datanets = form.getAll("datanet").map(String);
      const show = (streamed: Streamed) => setAsked({ question, streamed });
      await ask(String(form.get("model")), question, datanets, show, controller.signal);
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  };

  if (models.length === 0) {
    return (
      <section>
        <p>
          There is no model to ask yet. <Link to="/models">Fine-tune one</Link> on a Datanet's version.
        </p>
      </section>
    );
  }
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
          {!payerKey() && (
            <label>
              API key <span>(the node prints one in its link; it stays in this tab)</span>
              <input name="key" type="password" required autoComplete="off" />
            </label>
          )}
          <div className="acts" style={{ marginTop: 0 }}>
            <button type="submit" className="first" disabled={busy}>
              Ask
            </button>
            {busy && (
              <button type="button" onClick={() => running.current?.abort()}>
                Stop
              </button>
            )}
            <span className="small">
              Enter asks, Shift+Enter starts a new line. The answer is paid from the payer's deposit.
            </span>
          </div>
        </form>
        {error && (
          <p className="error" role="alert">
            {error}
          </p>
        )}
      </section>
      {asked && <Answer question={asked.question} streamed={asked.streamed} busy={busy} />}
    </div>
  );
}

/** The Datanets that may be searched for sources. */
function SourceChoice() {
  const datanets = useQuery({ queryKey: ["datanets"], queryFn: () => get<DatanetLine[]>("/api/datanets") });
  const published = (datanets.data ?? []).filter(({ latestVersion }) => latestVersion > 0);
  return published.length === 0 ? null : (
    <details>
      <summary>Give it sources from a Datanet</summary>
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
