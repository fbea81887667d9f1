import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Refusal, useAct } from "../act";
import { useAddress } from "../address";
import type { EvidenceAnswers } from "../api";
import { get, send } from "../api";
import { count } from "../format";
import { Heading } from "../parts/Heading";
import { Loaded } from "../parts/Loaded";
import type { Pack, PackAnswer } from "../proof/pack";
import { isPack, readPack } from "../proof/pack";
import "./evidence.css";

/** Five questions about anything that evidence can be of, each with what stands behind its answer. */
export function EvidencePage() {
  const { state, change } = useAddress();
  const [pack, setPack] = useState<Pack | null>(null);
  const act = useAct();
  const asked = state.of ?? "";
  const ask = (of: string) => {
    setPack(null);
    change({ of });
  };
  const read = (file: File | undefined) =>
    file &&
    act.run(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (isPack(bytes)) setPack(readPack(bytes));
      else ask(receiptIn(new TextDecoder().decode(bytes)));
    });
  return (
    <>
      <Heading title="Evidence">Evidence</Heading>
      <div className="stack">
        <section aria-labelledby="what">
          <h2 id="what">What do you want to know about?</h2>
          <form
            key={asked}
            className="asking"
            onSubmit={(event) => {
              event.preventDefault();
              ask(String(new FormData(event.currentTarget).get("of") ?? "").trim());
            }}
          >
            <label>
              <span className="say">
                The id of an answer or an agent's act, a model's name, a Datanet as ID@VERSION, a row's leaf, or an
                address
              </span>
              <input name="of" defaultValue={asked} required maxLength={100} autoComplete="off" spellCheck={false} />
            </label>
            <button type="submit" className="first">
              Ask
            </button>
          </form>
          <label className="small">
            or a file: an exported receipt, or a pack of evidence{" "}
            <input type="file" accept=".zip,.json" onChange={(event) => read(event.target.files?.[0])} />
          </label>
          <Refusal act={act} />
        </section>
        {pack ? <OfFile pack={pack} /> : asked && <Answered of={asked} ask={ask} />}
      </div>
    </>
  );
}

/** The receipt that an exported file is of. */
function receiptIn(text: string): string {
  const file = JSON.parse(text) as { receipt?: { id?: string } };
  if (!file.receipt?.id) throw new Error("This file is neither an exported receipt nor a pack of evidence.");
  return file.receipt.id;
}

function OfFile({ pack }: { pack: Pack }) {
  return (
    <>
      <section aria-labelledby="file">
        <h2 id="file">Evidence of {pack.subject}</h2>
        {pack.wrong.length === 0 ? (
          <p>
            Your browser compared {count(pack.parts)} parts with the manifest's digests, and sent nothing to the node.
            All are as they were.
          </p>
        ) : (
          <ul className="error" role="alert">
            {pack.wrong.map((sentence) => (
              <li key={sentence}>{sentence}.</li>
            ))}
          </ul>
        )}
        <p className="small">
          The verifier also checks signatures, proofs and that every claim follows:{" "}
          <code>java -jar openledger-verifier.jar FILE</code>
        </p>
      </section>
      {pack.wrong.length === 0 && <Questions answers={pack.answers} />}
    </>
  );
}

function Answered({ of, ask }: { of: string; ask: (of: string) => void }) {
  const found = useQuery({
    queryKey: ["evidence", of],
    queryFn: () => get<EvidenceAnswers>(`/api/evidence?of=${encodeURIComponent(of)}`),
    retry: false,
    refetchOnWindowFocus: false,
  });
  return (
    <Loaded query={found}>
      {(data) =>
        data.subject ? (
          <>
            <Subject subject={data.subject} />
            <Questions answers={data.answers} />
          </>
        ) : (
          <section aria-labelledby="meant">
            <h2 id="meant">Which of these?</h2>
            <ul>
              {data.meant.map((each) => (
                <li key={each.of}>
                  <button type="button" className="link" onClick={() => ask(each.of)}>
                    {each.name}
                  </button>{" "}
                  <span className="tag">{each.kind}</span>
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}

function Subject({ subject }: { subject: NonNullable<EvidenceAnswers["subject"]> }) {
  const act = useAct();
  const take = () =>
    act.run(async () => {
      const answer = await send("/api/evidence", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ of: subject.of }),
      });
      const address = URL.createObjectURL(await answer.blob());
      const link = document.createElement("a");
      link.href = address;
      link.download = `${subject.kind}-${subject.of.replace(/[^A-Za-z0-9]/g, "-")}.evidence.zip`;
      link.click();
      URL.revokeObjectURL(address);
    });
  return (
    <section aria-labelledby="subject">
      <h2 id="subject">
        {subject.name} <span className="tag">{subject.kind}</span>
      </h2>
      <p>
        <Link to={subject.path}>Its own page</Link>
      </p>
      <div className="acts">
        <button type="button" className="first" disabled={act.busy} onClick={take}>
          Take the evidence with you
        </button>
      </div>
      <p className="small">
        One signed ZIP, without questions and answers. Anybody checks it without this node and without a network:{" "}
        <code>java -jar openledger-verifier.jar FILE</code>
      </p>
      <Refusal act={act} />
    </section>
  );
}

function Questions({ answers }: { answers: PackAnswer[] }) {
  return (
    <>
      {answers.map((each) => (
        <section key={each.id} aria-labelledby={each.id} className="question">
          <h2 id={each.id}>
            {each.question} <span className={`verdict ${each.answer}`}>{each.answer}</span>
          </h2>
          <ul className="claims">
            {each.claims.map((claim) => (
              <li key={claim.says}>
                <span className={`tag ${claim.status.replace(" ", "-")}`}>
                  {claim.by ? `stated by ${claim.by}` : claim.status}
                </span>
                <div>
                  <p>{claim.says}.</p>
                  {claim.evidence.length > 0 && <Parts names={claim.evidence} />}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const SHOWN_AT_ONCE = 3;

/** Names of parts of the pack; many of them are opened by the reader. */
function Parts({ names }: { names: string[] }) {
  const list = names.map((name) => <code key={name}>{name}</code>);
  return names.length <= SHOWN_AT_ONCE ? (
    <p className="parts">{list}</p>
  ) : (
    <details className="say">
      <summary>{count(names.length)} parts</summary>
      <p className="parts">{list}</p>
    </details>
  );
}
