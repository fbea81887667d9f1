import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { calldata, decode, EVENTS, events, FUNCTIONS, type Question, read, type Value } from "../contracts";
import { openOfWei, time } from "../format";
import { Loaded } from "../parts/Loaded";
import { type Governing, open, Possible, Sending, useAmount, useChain, useSeconds, WhoActs } from "./Deciding";

const STATES = ["pending", "active", "cancelled", "defeated", "succeeded", "queued", "expired", "done"];
const PARTS = ["treasury", "stakers", "operator", "base model", "developer", "data"];
const SPLIT = "(uint16,uint16,uint16,uint16,uint16,uint16)";
const MADE = ["uint256", "address", "address[]", "uint256[]", "string[]", "bytes[]", "uint256", "uint256", "string"];
const NOWHERE = `0x${"0".repeat(40)}`;

interface Proposal {
  id: bigint;
  proposer: string;
  targets: Value[];
  values: Value[];
  calls: Value[];
  start: number;
  end: number;
  why: string;
  state: string;
  eta: number;
  against: bigint;
  pro: bigint;
  abstain: bigint;
  voted: boolean;
}

interface Found {
  proposals: Proposal[];
  split: bigint[];
  lowest: bigint[];
  highest: bigint[];
  bond: bigint;
  stake: bigint;
  /** What the registration of a model pays for each version, now and when it was deployed; 0 where there is none. */
  fee: bigint;
  firstFee: bigint;
  threshold: bigint;
  held: bigint;
  votes: bigint;
}

async function votesOf(of: Governing): Promise<Found> {
  const governor = of.at.openGovernor ?? "";
  const parameters = of.at.parameters ?? "";
  const token = of.at.wrappedOpen ?? "";
  const who = of.account ?? NOWHERE;
  const [[split], [lowest, highest], [bond], [stake], [threshold], [held], [votes]] = (await read([
    [parameters, "split()", `(${SPLIT})`],
    [parameters, "splitBounds()", `(${SPLIT},${SPLIT})`],
    [parameters, "caseBondWei()", "(uint256)"],
    [parameters, "caseStakeWei()", "(uint256)"],
    [governor, "proposalThreshold()", "(uint256)"],
    [token, "balanceOf(address)", "(uint256)", who],
    [token, "getVotes(address)", "(uint256)", who],
  ])) as [[bigint[]], [bigint[], bigint[]], [bigint], [bigint], [bigint], [bigint], [bigint]];
  const topic = EVENTS["ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)"];
  const made = (await events(governor, [topic], of.from)).map((log) => decode(MADE, log.data)).reverse();
  const answers = await read(
    made.flatMap(([id]): Question[] => [
      [governor, "state(uint256)", "(uint8)", id as bigint],
      [governor, "proposalVotes(uint256)", "(uint256,uint256,uint256)", id as bigint],
      [governor, "hasVoted(uint256,address)", "(bool)", id as bigint, who],
      [governor, "proposalEta(uint256)", "(uint256)", id as bigint],
    ]),
  );
  const proposals = made.map((each, index): Proposal => {
    const [id, proposer, targets, values, , calls, start, end, why] = each as [
      bigint,
      string,
      Value[],
      Value[],
      Value[],
      Value[],
      bigint,
      bigint,
      string,
    ];
    const [[state], [against, pro, abstain], [voted], [eta]] = answers.slice(4 * index, 4 * index + 4) as [
      [bigint],
      [bigint, bigint, bigint],
      [boolean],
      [bigint],
    ];
    return {
      id,
      proposer,
      targets,
      values,
      calls,
      start: Number(start),
      end: Number(end),
      why,
      state: STATES[Number(state)] ?? "",
      eta: Number(eta),
      against,
      pro,
      abstain,
      voted,
    };
  });
  const none = [[0n], [0n]];
  // contracts from before the fee know neither
  const [[fee], [firstFee]] = (await read([
    [parameters, "buildingFeeWei()", "(uint256)"],
    [parameters, "firstBuildingFeeWei()", "(uint256)"],
  ]).catch(() => none)) as [[bigint], [bigint]];
  return { proposals, split, lowest, highest, bond, stake, fee, firstFee, threshold, held, votes };
}

function inWords(split: bigint[]): string {
  return split.map((bps, part) => `${PARTS[part]} ${Number(bps) / 100} %`).join(", ");
}

function feeInWords(wei: bigint): string {
  return `the registration of a model pays ${open(wei)} to the treasury of each version that it learnt from`;
}

/** What a proposal's call does, as far as this page knows its function; else the call itself. */
export function doesInWords(of: Governing, to: string, data: string): string {
  const arguments_ = data.slice(10);
  if (to.toLowerCase() === of.at.parameters && data.startsWith(FUNCTIONS[`setSplit(${SPLIT})`]))
    return `fees are split so from then on: ${inWords((decode([SPLIT], arguments_)[0] as bigint[]) ?? [])}`;
  if (to.toLowerCase() === of.at.parameters && data.startsWith(FUNCTIONS["setBuildingFee(uint256)"]))
    return feeInWords(decode(["uint256"], arguments_)[0] as bigint);
  if (to.toLowerCase() === of.at.court && data.startsWith(FUNCTIONS["decide(uint256,bool)"])) {
    const [id, upheld] = decode(["uint256", "bool"], arguments_);
    return `the accusation of case ${id} ${upheld ? "stands" : "falls"}`;
  }
  return `contract ${to} is called with ${data}`;
}

/** What who holds OPEN decides. */
export function Votes({ of }: { of: Governing }) {
  const found = useChain(of, "votes", () => votesOf(of));
  return (
    <section aria-labelledby="votes">
      <h2 id="votes">Votes</h2>
      <p className="say">
        Who holds wrapped OPEN votes with what it held before a proposal. What wins waits, and is done then. A vote
        changes how fees are split, what a case and a model's registration cost, within bounds in code, and decides
        appeals; it moves nobody's money.
      </p>
      <Loaded query={found}>
        {(all) => (
          <div className="stack">
            <p>
              Now of each fee: {inWords(all.split)}. A case costs {open(all.bond)} to open, and takes {open(all.stake)}{" "}
              of the accused's pool where it is upheld.{all.fee > 0n && ` And ${feeInWords(all.fee)}.`}
            </p>
            {of.account && <Own of={of} all={all} />}
            {all.proposals.length === 0 && <p>Nothing was proposed yet.</p>}
            {all.proposals.map((each) => (
              <One key={String(each.id)} of={of} proposal={each} />
            ))}
            {of.account && <Propose of={of} all={all} />}
            {of.account && all.firstFee > 0n && <ProposeFee of={of} all={all} />}
            <WhoActs of={of} command="vote" />
          </div>
        )}
      </Loaded>
    </section>
  );
}

function Own({ of, all }: { of: Governing; all: Found }) {
  return (
    <div className="stack tight">
      <p>
        You hold {open(all.held)} of wrapped OPEN, and have {open(all.votes)} of votes.
      </p>
      {all.votes < all.held && of.account && (
        <Sending
          of={of}
          does="Give my OPEN its votes"
          calls={[
            {
              to: of.at.wrappedOpen ?? "",
              data: calldata("delegate(address)", of.account),
              says: "Gives your wrapped OPEN its votes, which you cast, in proposals from now on. It moves no OPEN.",
            },
          ]}
        />
      )}
    </div>
  );
}

function One({ of, proposal }: { of: Governing; proposal: Proposal }) {
  const governor = of.at.openGovernor ?? "";
  const now = useSeconds();
  const does = proposal.targets.map((to, index) => doesInWords(of, String(to), String(proposal.calls[index])));
  const digest = useQuery({
    queryKey: ["digest", proposal.why],
    enabled: proposal.state === "succeeded" || proposal.state === "queued",
    queryFn: async () => {
      const { hex, keccak256, utf8 } = await import("../proof/bytes");
      return `0x${hex(keccak256(utf8(proposal.why)))}`;
    },
  });
  const again = (name: "queue" | "execute") =>
    calldata(
      `${name}(address[],uint256[],bytes[],bytes32)`,
      proposal.targets,
      proposal.values,
      proposal.calls,
      digest.data ?? "",
    );
  return (
    <article className="stack tight governed" data-testid="proposal">
      <h3>{proposal.why}</h3>
      <p>
        <code>{proposal.proposer}</code> proposes that {does.join("; and that ")}.
      </p>
      <p>
        {clock(proposal, now)} Votes: {open(proposal.pro)} for, {open(proposal.against)} against,{" "}
        {open(proposal.abstain)} abstain.{proposal.voted && " You have voted."}
      </p>
      {proposal.state === "active" && !proposal.voted && of.account && (
        <Possible title="Vote">
          {(["against", "for", "abstaining on"] as const).map((word, support) => (
            <Sending
              key={word}
              of={of}
              does={["Vote against", "Vote for", "Abstain"][support] ?? ""}
              calls={[
                {
                  to: governor,
                  data: calldata("castVote(uint256,uint8)", proposal.id, BigInt(support)),
                  says: `Votes ${word} the proposal that ${does.join("; and that ")}. It cannot be changed.`,
                },
              ]}
            />
          ))}
        </Possible>
      )}
      {proposal.state === "succeeded" && digest.data && (
        <Sending
          of={of}
          does="Let it wait"
          calls={[
            {
              to: governor,
              data: again("queue"),
              says: `Has the timelock wait for what was voted: ${does.join("; ")}.`,
            },
          ]}
        />
      )}
      {proposal.state === "queued" && digest.data && proposal.eta <= now && (
        <Sending
          of={of}
          does="Do it"
          calls={[{ to: governor, data: again("execute"), says: `Does what was voted: ${does.join("; ")}.` }]}
        />
      )}
    </article>
  );
}

function clock({ state, start, end, eta }: Proposal, now: number): string {
  if (state === "pending") return `The vote begins ${time(start * 1000)}.`;
  if (state === "active") return `The vote ends ${time(end * 1000)}.`;
  if (state === "queued") return eta > now ? `It can be done from ${time(eta * 1000)} on.` : "It can be done now.";
  return `It is ${state}.`;
}

function Propose({ of, all }: { of: Governing; all: Found }) {
  const [parts, setParts] = useState(all.split.map((bps) => String(Number(bps) / 100)));
  const bps = parts.map((part) => BigInt(Math.round(Number(part) * 100) || 0));
  const sum = bps.reduce((one, other) => one + other, 0n);
  const outside = PARTS.findIndex(
    (_, part) => (bps[part] ?? 0n) < (all.lowest[part] ?? 0n) || (bps[part] ?? 0n) > (all.highest[part] ?? 0n),
  );
  const wrong =
    outside >= 0
      ? `${PARTS[outside]}: ${Number(all.lowest[outside]) / 100} to ${Number(all.highest[outside]) / 100} %.`
      : sum !== 10_000n
        ? `The parts are ${Number(sum) / 100} % together, not 100 %.`
        : undefined;
  return (
    <Proposal
      of={of}
      all={all}
      title="Propose another split of fees"
      wrong={wrong}
      data={() => calldata(`setSplit(${SPLIT})`, bps)}
      says={`fees are split so: ${inWords(bps)}`}
    >
      {PARTS.map((name, part) => (
        <label key={name}>
          {name} (%)
          <input
            type="number"
            step={0.01}
            value={parts[part]}
            onChange={(event) => setParts(parts.map((each, at) => (at === part ? event.target.value : each)))}
          />
        </label>
      ))}
    </Proposal>
  );
}

function ProposeFee({ of, all }: { of: Governing; all: Found }) {
  const { wei = 0n, field } = useAmount("Fee for each version", openOfWei(String(all.fee)));
  const wrong =
    wei * 10n < all.firstFee || wei > all.firstFee * 10n
      ? `From ${open(all.firstFee / 10n)} to ${open(all.firstFee * 10n)}.`
      : undefined;
  return (
    <Proposal
      of={of}
      all={all}
      title="Propose another building fee"
      wrong={wrong}
      data={() => calldata("setBuildingFee(uint256)", wei)}
      says={feeInWords(wei)}
    >
      {field}
    </Proposal>
  );
}

/** A proposal to the Parameters contract: its fields, then what is wrong with them, or what is signed. */
function Proposal(props: {
  of: Governing;
  all: Found;
  title: string;
  wrong: string | undefined;
  /** The call that is proposed; asked for only where nothing is wrong. */
  data: () => string;
  says: string;
  children: ReactNode;
}) {
  const { of, all } = props;
  const [why, setWhy] = useState("");
  const wrong =
    props.wrong ??
    (why.trim() === ""
      ? "Say what the vote is for."
      : all.votes < all.threshold
        ? `Who proposes has votes of ${open(all.threshold)}; you have ${open(all.votes)}.`
        : undefined);
  return (
    <Possible title={props.title}>
      <div className="acts">
        {props.children}
        <label>
          Why
          <input value={why} maxLength={500} onChange={(event) => setWhy(event.target.value)} />
        </label>
      </div>
      {wrong ? (
        <p className="small">{wrong}</p>
      ) : (
        <Sending
          of={of}
          does="Propose it"
          calls={[
            {
              to: of.at.openGovernor ?? "",
              data: calldata(
                "propose(address[],uint256[],bytes[],string)",
                [of.at.parameters ?? ""],
                [0n],
                [props.data()],
                why,
              ),
              says: `Proposes that ${props.says}. Who holds wrapped OPEN decides. It moves no OPEN.`,
            },
          ]}
        />
      )}
    </Possible>
  );
}
