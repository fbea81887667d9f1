import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import type { Evidence, Share } from "../api";
import { atLeast, count, money, nameOf, nats, percent } from "../format";
import { patiently } from "../live";
import { agrees } from "../proof/upstream";
import type { Focus } from "../trails";
import { evidenceOf } from "../trails";
import { Money } from "./Money";
import type { Picture } from "./picture";
import { gweiOf } from "./picture";
import { Bar, colour, Effect, partsOf, scaleOf } from "./Shares";

const Meanings = lazy(() => patiently(() => import("./Meanings")));

/** Who shaped the answer: the whole as one bar, then each contributor's measured effect, share and pay. */
export function Attribution(picture: Picture) {
  const { detail, receipt } = picture;
  const { attribution } = receipt;
  const scale = scaleOf(attribution.shares);
  const paid = (role: string) =>
    receipt.payments.filter((payment) => payment.role === role).reduce((sum, payment) => sum + payment.gwei, 0);
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who shaped it</h2>
      <Bar parts={partsOf(picture)} />
      <div className="pictured">
        <table data-testid="shares" className="shares">
          <thead>
            <tr>
              <th scope="col">contributor</th>
              <th scope="col" className="n">
                share
              </th>
              <th scope="col" className="effect">
                <Axis scale={scale} />
              </th>
              <th scope="col" className="n wide">
                without these rows
              </th>
              <th scope="col" className="n wide">
                word for word
              </th>
              <th scope="col" className="n">
                paid, OPEN
              </th>
              <th scope="col" className="n wide">
                {detail.epoch ? "was held" : "held"}
              </th>
            </tr>
          </thead>
          <tbody>
            {attribution.shares.map((share, index) => (
              <Line key={share.contributor} picture={picture} share={share} index={index} scale={scale} />
            ))}
            <tr>
              <th scope="row" className="name">
                <span className="dot base" />
                base model
              </th>
              <td className="n">{percent(attribution.basePpm)}</td>
              <td className="small">
                <span className="wide">known before fine-tuning</span>
              </td>
              <td className="wide" />
              <td className="wide" />
              <td className="n">
                <Money gwei={paid("base")} bare />
              </td>
              <td className="wide" />
            </tr>
            <tr>
              <th scope="row" className="name">
                <span className="dot none" />
                unattributed
              </th>
              <td className="n">{percent(attribution.unattributedPpm)}</td>
              <td className="small">
                <span className="wide">
                  learned in fine-tuning, not traceable to one contributor or said by no row; goes to the shared fund
                </span>
              </td>
              <td className="wide" />
              <td className="wide" />
              <td className="n">
                <Money gwei={paid("commons")} bare />
              </td>
              <td className="wide" />
            </tr>
          </tbody>
        </table>
      </div>
      <p className="say">
        {sentence(picture)}
        {waits(picture, paid("waiting"))}
      </p>
      <Explained />
    </section>
  );
}

/** What the numbers mean, fetched when it is opened. */
function Explained() {
  const [open, setOpen] = useState(false);
  return (
    <details className="say" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>What the numbers mean</summary>
      {open && (
        <Suspense>
          <Meanings />
        </Suspense>
      )}
    </details>
  );
}

function Line({
  picture,
  share,
  index,
  scale,
}: {
  picture: Picture;
  share: Share;
  index: number;
  scale: [number, number];
}) {
  const { detail, lit, chosen, point, choose } = picture;
  const focus: Focus = { shares: [index] };
  const state = lit ? (lit.shares.includes(index) ? "lit" : "dim") : "";
  return (
    <tr className={state} onMouseEnter={() => point(focus)} onMouseLeave={() => point(null)}>
      <th scope="row" className="name">
        <button
          type="button"
          className="pick"
          aria-pressed={chosen !== null && chosen.quotation === undefined && chosen.shares.includes(index)}
          onClick={() => choose(focus)}
          onFocus={() => point(focus)}
          onBlur={() => point(null)}
        >
          <span className="dot" style={{ background: colour(index) }} />
          {nameOf(detail, index)}
        </button>
      </th>
      <td className="n">
        {percent(share.ppm)}
        {share.shapedPpm !== undefined && share.shapedPpm > share.ppm && (
          <span className="small wide"> of {percent(share.shapedPpm)}</span>
        )}
      </td>
      <td className="effect">
        <Effect share={share} scale={scale} background={colour(index)} />
      </td>
      <td className="n wide">{without(share)}</td>
      <td className="n wide">
        {detail.erased ? "erased" : quoted(picture, share)}
        {share.carriedPpm !== undefined && <div className="small">says {percent(share.carriedPpm, 0)}</div>}
      </td>
      <td className="n">
        <Link to="/accounts/$address" params={{ address: share.contributor }} title="why: the account's statement">
          <Money gwei={gweiOf(picture, "contributor", share.contributor)} bare />
        </Link>
      </td>
      <td className="n wide">
        <Money gwei={gweiOf(picture, "waiting", share.contributor)} bare />
      </td>
    </tr>
  );
}

/** What leaving the contributor out would have done to the answer, as far as its interval is sure of it. */
function without({ lowNanonats, highNanonats }: Share): string {
  if (lowNanonats > 0) return `${atLeast(lowNanonats)} less likely`;
  return highNanonats < 0 ? `${atLeast(-highNanonats)} likelier` : "may be chance";
}

/** How much of the answer stands in the contributor's rows, for who may know. */
function quoted({ detail }: Picture, share: Share): string {
  const evidence = evidenceOf(detail, share);
  return detail.sees === "all" || evidence.spans.length > 0 ? `${count(quotedTokens(evidence))} tokens` : "private";
}

function quotedTokens({ spans }: Evidence): number {
  const covered = new Set<number>();
  for (const span of spans) for (let at = span.start; at < span.start + span.length; at++) covered.add(at);
  return covered.size;
}

function Axis({ scale }: { scale: [number, number] }) {
  const [low, high] = scale;
  const zero = (100 * -low) / (high - low);
  return (
    <span className="axis">
      {zero > 12 ? <i style={{ left: 0 }}>{nats(low, 1)}</i> : <i style={{ left: `${zero}%` }}>0</i>}
      <i style={{ right: 0 }}>effect, up to {nats(high, 1)} nats</i>
    </span>
  );
}

/** What becomes of the pay that is held back. */
function waits({ detail }: Picture, gwei: number): string {
  if (gwei === 0) return "";
  return detail.epoch
    ? ` ${money(gwei)} was held until epoch ${detail.epoch.number} ended; the contributors' accounts say what was released.`
    : ` ${money(gwei)} is held until the epoch ends.`;
}

/** The bound that pays, and never an estimate that may be chance. */
function causeOf(name: string, { lowNanonats }: Share): string {
  return lowNanonats > 0
    ? `Without the rows of ${name} this answer would have been ${atLeast(lowNanonats)} less likely.`
    : `The rows of ${name} probably made this answer more likely, but a single answer cannot show it.`;
}

/** Whether rows had a part in the answer that counts, and carry next to nothing of what it says. */
function isUnsaid({ shapedPpm = 0, supportPpm = 1_000_000 }: Share): boolean {
  return shapedPpm >= 50_000 && supportPpm < 100_000;
}

/** From here on it is said whose rows say most of an answer. */
const SAYS_PPM = 100_000;

/** Whose rows say most of the answer, where that is one contributor: who says it may be another than who caused it. */
function saying({ detail, receipt }: Picture): string {
  const carried = receipt.attribution.shares.map((share) => share.carriedPpm ?? 0);
  const most = Math.max(0, ...carried);
  const index = carried.indexOf(most);
  return most < SAYS_PPM || carried.lastIndexOf(most) !== index
    ? ""
    : ` Of all rows, those of ${nameOf(detail, index)} say most of it: ${percent(most, 0)}.`;
}

function list(names: string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function sentence(picture: Picture): string {
  const { detail, receipt } = picture;
  const { attribution, upstream, withheld } = receipt;
  if (withheld)
    return `The answer was withheld: it needed a support of ${percent(withheld.minimumPpm)}, and nobody's rows carry as much of it. Its data part was not charged, and no contributor is paid.`;
  if (upstream && !agrees(receipt))
    return `The engine ${upstream.name} computed this answer, and its log-probabilities are not those of the model: they differ by up to ${nats(upstream.differenceNanonats, 4)} nats, where ${nats(upstream.toleranceNanonats, 4)} are allowed. So nobody is credited, and the data part goes to the commons.`;
  const there = upstream
    ? ` The engine ${upstream.name} computed the answer; the operator's own scored it again, and no token differs by more than ${nats(upstream.differenceNanonats, 4)} nats.`
    : "";
  const [first] = attribution.shares;
  const harmful = attribution.shares.flatMap((share, index) => (share.highNanonats < 0 ? [nameOf(detail, index)] : []));
  const unsaid = attribution.shares.flatMap((share, index) => (isUnsaid(share) ? [nameOf(detail, index)] : []));
  const unsupported =
    unsaid.length > 0 ? ` It was shaped by the rows of ${list(unsaid)}, but none of these rows says this.` : "";
  const cause =
    first && first.ppm > 0
      ? causeOf(nameOf(detail, 0), first)
      : unsaid.length > 0
        ? "No row supports this answer, so nobody is credited for it."
        : attribution.basePpm > 500_000
          ? "The base model knew this answer: no contributor has a share of it."
          : attribution.shares.some(({ lowNanonats }) => lowNanonats > 0)
            ? "No row carries what this answer says, so nobody is credited for it."
            : "No contributor's absence surely makes this answer less likely, so nobody has a share of it.";
  const harm =
    harmful.length > 0
      ? ` The rows of ${harmful.join(" and ")} made it less likely, which is deducted from what they earn in this epoch.`
      : "";
  const sure = attribution.otherSeeds
    ? ` With another seed, about ${percent(attribution.confidencePpm, 0)} of the credit would go to the same receivers`
    : ` ${percent(attribution.confidencePpm, 0)} of the credit is statistically sure`;
  const late =
    attribution.ready === "after-answer"
      ? "; it was measured after the answer, once the models without each contributor were trained."
      : ".";
  return cause + unsupported + saying(picture) + harm + sure + late + there;
}
