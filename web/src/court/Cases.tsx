import { type ReactNode, useState } from "react";
import { calldata, decode, EVENTS, events, type Question, read } from "../contracts";
import { time } from "../format";
import { Loaded } from "../parts/Loaded";
import { allow, type Call, type Governing, open, Possible, Sending, useChain, useSeconds, WhoActs } from "./Deciding";

const KINDS = ["root", "receipt", "contribution", "version", "model"];
const OUTCOMES = ["open", "unanswered", "upheld", "not upheld", "too few voted"];
const APPEALS = ["none", "open", "upheld", "not upheld"];
const CASE =
  "((address,uint64,uint8,bool,bool,uint8,address,address,uint256,bytes32,uint128,uint128,uint128,uint128,uint128,uint128))";
const APPEAL_FACTOR = 2n;
const MOST_SHOWN = 50n;
const MOST_EVIDENCE_BYTES = 2_048;
const NOWHERE = `0x${"0".repeat(40)}`;

type Answered = [
  opener: string,
  openedAt: bigint,
  kind: bigint,
  answered: boolean,
  closed: boolean,
  appeal: bigint,
  respondent: string,
  appellant: string,
  subject: bigint,
  commitment: string,
  bond: bigint,
  stake: bigint,
  challengeBond: bigint,
  eligible: bigint,
  forWei: bigint,
  againstWei: bigint,
];

/** A case. Amounts are wei, times are seconds. */
interface Case {
  id: bigint;
  opener: string;
  respondent: string;
  kind: string;
  subject: string;
  answered: boolean;
  closed: boolean;
  appeal: string;
  outcome: string;
  bond: bigint;
  stake: bigint;
  eligible: bigint;
  forWei: bigint;
  againstWei: bigint;
  /** The ends of its five parts: answer, commit, reveal, appeal, decision. */
  ends: [number, number, number, number, number];
  said: { who: string; evidence: string }[];
  /** Whether the reader's pool may vote, has voted, and has shown it. */
  votes: boolean;
  voted: boolean;
  shown: boolean;
}

interface Found {
  cases: Case[];
  total: bigint;
  bond: bigint;
  stake: bigint;
  challengeBond: bigint;
  judgesRoots: boolean;
}

async function casesOf(of: Governing): Promise<Found> {
  const court = of.at.court ?? "";
  const distributor = of.at.rewardDistributor ?? "";
  const [[total], times, [bond], [stake], [arbiter], [challengeBond], [pool]] = (await read([
    [court, "cases()", "(uint256)"],
    [court, "times()", "(uint32,uint32,uint32,uint32,uint32)"],
    [of.at.parameters ?? "", "caseBondWei()", "(uint256)"],
    [of.at.parameters ?? "", "caseStakeWei()", "(uint256)"],
    [distributor, "arbiter()", "(address)"],
    [distributor, "challengeBond()", "(uint256)"],
    [of.at.stakePools ?? "", "poolOf(address)", "(address)", of.account ?? NOWHERE],
  ])) as [[bigint], bigint[], [bigint], [bigint], [string], [bigint], [string]];
  const ids: bigint[] = [];
  for (let id = total; id > 0n && id > total - MOST_SHOWN; id--) ids.push(id);
  const answers = await read(
    ids.flatMap((id): Question[] => [
      [court, "caseOf(uint256)", CASE, id],
      [court, "outcomeOf(uint256)", "(uint8)", id],
      [court, "voteOf(uint256,address)", "((bytes32,bool,bool))", id, of.account ?? NOWHERE],
    ]),
  );
  const cases = answers.flatMap((_, at) => (at % 3 === 0 ? [answers.slice(at, at + 3)] : []));
  const openedAts = cases.map(([found]) => (found as [Answered])[0][1]);
  const weights =
    pool === NOWHERE
      ? []
      : ((await read(openedAts.map((second): Question => [pool, "weightAt(uint48)", "(uint256)", second - 1n]))) as [
          bigint,
        ][]);
  const said = ids.length === 0 ? new Map() : await saidIn(of);
  return {
    total,
    bond,
    stake,
    challengeBond,
    judgesRoots: arbiter.toLowerCase() === court.toLowerCase(),
    cases: cases.map((each, index) => {
      const [[found], [outcome], [[commitment, shown]]] = each as [[Answered], [bigint], [[string, boolean]]];
      const [opener, openedAt, kind, answered, closed, appeal, respondent, , subject, , ...amounts] = found;
      const ends = times.map((_, part) =>
        Number(times.slice(0, part + 1).reduce((sum, part) => sum + part, openedAt)),
      ) as Case["ends"];
      return {
        id: ids[index] ?? 0n,
        opener,
        respondent,
        kind: KINDS[Number(kind)] ?? "",
        subject: kind === 0n ? `epoch ${subject}` : subject.toString(16).padStart(64, "0"),
        answered,
        closed,
        appeal: APPEALS[Number(appeal)] ?? "",
        outcome: OUTCOMES[Number(outcome)] ?? "",
        bond: amounts[0],
        stake: amounts[1],
        eligible: amounts[3],
        forWei: amounts[4],
        againstWei: amounts[5],
        ends,
        said: said.get(ids[index]) ?? [],
        votes: respondent !== of.account && (weights[index]?.[0] ?? 0n) > 0n,
        voted: BigInt(commitment) !== 0n,
        shown,
      };
    }),
  };
}

/** What was brought forward in each case, in its order. */
async function saidIn(of: Governing): Promise<Map<bigint, Case["said"]>> {
  const opened = EVENTS["CaseOpened(uint256,address,address,uint8,uint256,uint256,uint256,string)"];
  const answered = EVENTS["CaseAnswered(uint256,string)"];
  const appealed = EVENTS["CaseAppealed(uint256,address,string)"];
  const said = new Map<bigint, Case["said"]>();
  for (const log of await events(of.at.court ?? "", [opened, answered, appealed], of.from)) {
    const [topic, id] = log.topics;
    const types = topic === opened ? ["uint8", "uint256", "uint256", "uint256", "string"] : ["string"];
    const who = topic === opened ? "Who accuses says" : topic === answered ? "The accused answers" : "Who appeals says";
    const number = BigInt(id ?? "0x0");
    said.set(number, [...(said.get(number) ?? []), { who, evidence: String(decode(types, log.data).at(-1)) }]);
  }
  return said;
}

/** What operators are accused of, and how it is judged. */
export function Cases({ of }: { of: Governing }) {
  const found = useChain(of, "cases", () => casesOf(of));
  return (
    <section aria-labelledby="cases">
      <h2 id="cases">Cases</h2>
      <p className="say">
        Anybody accuses an operator that has a stake pool, and puts a bond down. The accused answers first. Then the
        other pools vote, hidden at first and openly later. One appeal goes to a vote of who holds OPEN. Each part has
        its time, and at the last anybody closes the case.
      </p>
      <Loaded query={found}>
        {(all) => (
          <div className="stack">
            {all.cases.length === 0 && <p>Nobody was accused yet.</p>}
            {all.total > MOST_SHOWN && (
              <p className="small">
                The last {String(MOST_SHOWN)} of {String(all.total)}.
              </p>
            )}
            {all.cases.map((each) => (
              <One key={String(each.id)} of={of} accused={each} />
            ))}
            {of.account && <Accuse of={of} all={all} />}
            <WhoActs of={of} command="case" />
          </div>
        )}
      </Loaded>
    </section>
  );
}

/** What can be done in a case now, and until when. */
export function phaseOf(accused: Pick<Case, "closed" | "answered" | "appeal" | "ends">, now: number): [string, number] {
  const [answer, commit, reveal, appeal, decide] = accused.ends;
  if (accused.closed) return ["closed", 0];
  if (now < answer) return [accused.answered ? "answered" : "answer", answer];
  if (accused.answered && now < commit) return ["commit", commit];
  if (accused.answered && now < reveal) return ["reveal", reveal];
  if (accused.appeal === "open" && now < decide) return ["decide", decide];
  if (now < appeal) return ["appeal", appeal];
  return ["close", 0];
}

const PHASES: Record<string, string> = {
  closed: "It is closed.",
  answered: "The accused has answered; votes begin",
  answer: "The accused may answer until",
  commit: "Other pools vote, hidden, until",
  reveal: "Votes are shown until",
  decide: "The appeal is decided by a vote on the page's votes, until",
  appeal: "It can be appealed until",
  close: "All its times are over: anybody can close it.",
};

function One({ of, accused }: { of: Governing; accused: Case }) {
  const [phase, until] = phaseOf(accused, useSeconds());
  const court = of.at.court ?? "";
  const act = (says: string, data: string): Call[] => [{ to: court, data, says }];
  return (
    <article className="stack tight governed" data-testid="case">
      <h3>
        Case {String(accused.id)}: a wrong {accused.kind}
      </h3>
      <p>
        <code>{accused.opener}</code> accuses <code>{accused.respondent}</code> about <code>{accused.subject}</code>. At
        stake are {open(accused.stake)} of the accused's pool and {open(accused.bond)} of who accuses.
      </p>
      <ul className="small">
        {accused.said.map(({ who, evidence }) => (
          <li key={who}>
            {who}: {evidence}
          </li>
        ))}
      </ul>
      <p>
        {PHASES[phase]}
        {until > 0 && ` ${time(until * 1000)}.`} Votes shown: {open(accused.forWei)} for, {open(accused.againstWei)}{" "}
        against, of {open(accused.eligible)}. Outcome so far: {accused.outcome}
        {accused.appeal !== "none" && `; appeal: ${accused.appeal}`}.
      </p>
      {phase === "answer" && of.account === accused.respondent && (
        <WithEvidence title="Answer, as the accused">
          {(evidence) => (
            <Sending
              of={of}
              does="Answer"
              calls={act(
                `Answers case ${accused.id} with this text, which everybody can read for ever. Without an answer the accusation stands.`,
                calldata("answer(uint256,string)", accused.id, evidence),
              )}
            />
          )}
        </WithEvidence>
      )}
      {phase === "commit" &&
        accused.votes &&
        (accused.voted ? <p>Your pool has voted.</p> : <Commit of={of} accused={accused} />)}
      {phase === "reveal" &&
        accused.voted &&
        (accused.shown ? <p>Your vote is shown.</p> : <Reveal of={of} accused={accused} />)}
      {phase === "appeal" && accused.appeal === "none" && of.account && (
        <WithEvidence title="Appeal">
          {(evidence) => (
            <Sending
              of={of}
              does={`Appeal for ${open(accused.bond * APPEAL_FACTOR)}`}
              calls={[
                ...allow(of, court, "the court", accused.bond * APPEAL_FACTOR),
                ...act(
                  `Appeals case ${accused.id} with this text and puts ${open(accused.bond * APPEAL_FACTOR)} down, which are lost where the decision is the same, and a tenth of them where there is none.`,
                  calldata("appeal(uint256,string)", accused.id, evidence),
                ),
              ]}
            />
          )}
        </WithEvidence>
      )}
      {phase === "close" && (
        <Sending
          of={of}
          does="Close it"
          calls={act(
            `Ends case ${accused.id} as it stands, ${accused.outcome}${accused.appeal === "none" ? "" : `, appeal ${accused.appeal}`}: bonds and stake go where the contract says.`,
            calldata("close(uint256)", accused.id),
          )}
        />
      )}
    </article>
  );
}

function WithEvidence({ title, children }: { title: string; children: (evidence: string) => ReactNode }) {
  const [evidence, setEvidence] = useState("");
  const bytes = new TextEncoder().encode(evidence).length;
  return (
    <Possible title={title}>
      <label>
        Where it can be read, or what there is to say
        <textarea value={evidence} rows={3} onChange={(event) => setEvidence(event.target.value)} />
      </label>
      {bytes > MOST_EVIDENCE_BYTES && <p className="error">It has {bytes} bytes; the contract takes 2,048.</p>}
      {bytes > 0 && bytes <= MOST_EVIDENCE_BYTES && children(evidence)}
    </Possible>
  );
}

/** A vote that is hidden on chain, as this browser keeps it until it is shown. */
interface Hidden {
  upheld: boolean;
  salt: string;
}

function kept(of: Governing, id: bigint): string {
  return `vote ${of.chainId} ${of.at.court} ${id} ${of.account}`;
}

function byChance(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function Commit({ of, accused }: { of: Governing; accused: Case }) {
  const [upheld, setUpheld] = useState<boolean>();
  const [salt] = useState(byChance);
  const hidden = useChain(of, `commitment ${accused.id} ${upheld} ${salt}`, async () => {
    const [[commitment]] = (await read([
      [
        of.at.court ?? "",
        "commitmentOf(uint256,address,bool,bytes32)",
        "(bytes32)",
        accused.id,
        of.account ?? NOWHERE,
        upheld ?? false,
        salt,
      ],
    ])) as [[string]];
    return commitment;
  });
  return (
    <Possible title="Vote with your pool">
      <fieldset>
        <legend className="small">Is the accusation right?</legend>
        <div className="acts">
          {[true, false].map((each) => (
            <label key={String(each)}>
              <input
                type="radio"
                name={`vote ${accused.id}`}
                checked={upheld === each}
                onChange={() => setUpheld(each)}
              />
              {each ? "Yes, uphold it" : "No"}
            </label>
          ))}
        </div>
      </fieldset>
      {upheld !== undefined && hidden.data && (
        <Sending
          of={of}
          does={upheld ? "Vote for the accusation" : "Vote against it"}
          before={() => localStorage.setItem(kept(of, accused.id), JSON.stringify({ upheld, salt } satisfies Hidden))}
          calls={[
            {
              to: of.at.court ?? "",
              data: calldata("commit(uint256,bytes32)", accused.id, hidden.data),
              says:
                `Votes ${upheld ? "for" : "against"} the accusation in case ${accused.id}, hidden. This browser keeps the number that shows it; ` +
                `show it here from ${time(accused.ends[1] * 1000)} until ${time(accused.ends[2] * 1000)}, or your pool can lose a thousandth. The number is ${salt}.`,
            },
          ]}
        />
      )}
    </Possible>
  );
}

function Reveal({ of, accused }: { of: Governing; accused: Case }) {
  const stored = localStorage.getItem(kept(of, accused.id));
  if (!stored || !of.account)
    return (
      <p>
        Your vote was made in another browser, or by the command line: show it there, or with{" "}
        <code>openledger case reveal</code> and the number that it was hidden by.
      </p>
    );
  const { upheld, salt } = JSON.parse(stored) as Hidden;
  return (
    <Sending
      of={of}
      does="Show my vote"
      calls={[
        {
          to: of.at.court ?? "",
          data: calldata("reveal(uint256,address,bool,bytes32)", accused.id, of.account, upheld, salt),
          says: `Shows your pool's vote ${upheld ? "for" : "against"} the accusation in case ${accused.id}. It counts from now on, and everybody can read it.`,
        },
      ]}
    />
  );
}

function Accuse({ of, all }: { of: Governing; all: Found }) {
  const [kind, setKind] = useState(1);
  const [operator, setOperator] = useState("");
  const [subject, setSubject] = useState("");
  const root = kind === 0;
  const bond = all.bond + (root ? all.challengeBond : 0n);
  const fits = /^0x[0-9a-fA-F]{40}$/.test(operator) && (root ? /^[0-9]{1,18}$/ : /^[0-9a-f]{64}$/).test(subject);
  return (
    <WithEvidence title="Accuse an operator">
      {(evidence) => (
        <>
          <div className="acts">
            <label>
              Of a wrong
              <select value={kind} onChange={(event) => setKind(Number(event.target.value))}>
                {KINDS.map((name, number) => (
                  <option key={name} value={number} disabled={number === 0 && !all.judgesRoots}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Operator
              <input value={operator} placeholder="0x…" onChange={(event) => setOperator(event.target.value.trim())} />
            </label>
            <label>
              {root ? "Epoch" : "SHA-256 of it, 64 digits"}
              <input value={subject} onChange={(event) => setSubject(event.target.value.trim())} />
            </label>
          </div>
          {!all.judgesRoots && (
            <p className="small">
              Roots are judged here by somebody else: <code>openledger validate</code> says how to challenge one.
            </p>
          )}
          {fits ? (
            <Sending
              of={of}
              does={`Accuse for ${open(bond)}`}
              calls={[
                ...allow(of, of.at.court ?? "", "the court", bond),
                {
                  to: of.at.court ?? "",
                  data: calldata(
                    "open(uint8,address,uint256,string)",
                    BigInt(kind),
                    operator,
                    root ? BigInt(subject) : BigInt(`0x${subject}`),
                    evidence,
                  ),
                  says:
                    `Accuses ${operator} of a wrong ${KINDS[kind]}, ${subject}, with this text, and puts ${open(bond)} down, which is lost where ` +
                    `the accusation is found to be false. ${open(all.stake)} of the accused's pool are at stake.${root ? " The root is held until the case is closed." : ""}`,
                },
              ]}
            />
          ) : (
            <p className="small">Name the operator by its address, and what is wrong.</p>
          )}
        </>
      )}
    </WithEvidence>
  );
}
