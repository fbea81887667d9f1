import { Link } from "@tanstack/react-router";
import type { Share } from "../api";
import { count, money, nameOf, nats, percent, times } from "../format";
import type { Focus } from "../trails";
import { Money } from "./Money";
import type { Picture } from "./picture";
import { gweiOf } from "./picture";
import type { Part } from "./Shares";
import { Bar, colour, Effect, scaleOf } from "./Shares";

function partsOf({ detail, receipt, lit }: Picture): Part[] {
  const { shares, basePpm, unattributedPpm } = receipt.attribution;
  return [
    ...shares.map((share, index) => ({
      name: nameOf(detail, index),
      ppm: share.ppm,
      background: colour(index),
      ...(lit && !lit.shares.includes(index) ? { className: "dim" } : {}),
    })),
    { name: "base model", ppm: basePpm, className: lit ? "base dim" : "base" },
    { name: "unattributed", ppm: unattributedPpm, className: lit ? "none dim" : "none" },
  ];
}

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
      <div className="scroll">
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
                {detail.epoch ? "waited" : "waits"}
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
                <span className="wide">what it would have said anyway</span>
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
                <span className="wide">fine-tuning that nobody's absence explains; to the commons</span>
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
      <details className="say">
        <summary>What the numbers mean</summary>
        <dl className="meanings">
          <dt>share</dt>
          <dd>the part of the credit; contributors, base model and unattributed make exactly 100 %.</dd>
          <dt>effect</dt>
          <dd>
            the model was trained again without this contributor's rows, with the same seed; the bar is how many nats
            likelier this answer is with them (1 nat is 2.7 times). Left of zero: the rows made it less likely. The
            whisker is where 90 % of resamplings of the answer's tokens put it; one that crosses zero may be chance.
          </dd>
          <dt>base model</dt>
          <dd>the part of the words' probability that was there before fine-tuning.</dd>
          <dt>unattributed</dt>
          <dd>what fine-tuning added and leaving out one contributor at a time does not explain.</dd>
          <dt>paid</dt>
          <dd>
            of the share's pay, the part that the lower end of the whisker is of the effect. Nothing for an effect whose
            whisker reaches zero.
          </dd>
          <dt>{detail.epoch ? "waited" : "waits"}</dt>
          <dd>
            the rest of the share's pay. When the epoch ends, its audit adds up the contributor's answers: what may be
            chance in one answer is less so in many, and as far as the lower end for the sum allows the rest is
            released. What harm the contributor's rows did to other answers is taken off first; what is not released
            goes to the commons.
          </dd>
          <dt>word for word</dt>
          <dd>
            tokens of the answer that stand in the contributor's rows in runs of 6 or more. Shown beside the shares, and
            no part of them.
          </dd>
          <dt>sure</dt>
          <dd>
            the part of the credit that stays in place in nine of ten resamplings of the answer's tokens; what is beyond
            the base's part, times how far the effects of this training run could be foreseen: after a rough run nothing
            is sure.
          </dd>
        </dl>
      </details>
    </section>
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
      <td className="n">{percent(share.ppm)}</td>
      <td className="effect">
        <Effect share={share} scale={scale} background={colour(index)} />
      </td>
      <td className="n wide">{without(share)}</td>
      <td className="n wide">{count(quotedTokens(share))} tokens</td>
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

/** What leaving the contributor out would have done to the answer. */
function without(share: Share): string {
  if (share.effectNanonats === 0) return "no different";
  const direction = share.effectNanonats > 0 ? "less likely" : "likelier";
  return `${times(Math.abs(share.effectNanonats))}× ${direction}`;
}

function quotedTokens(share: Share): number {
  const covered = new Set<number>();
  for (const span of share.spans) for (let at = span.start; at < span.start + span.length; at++) covered.add(at);
  return covered.size;
}

function Axis({ scale }: { scale: [number, number] }) {
  const [low, high] = scale;
  const zero = (100 * -low) / (high - low);
  return (
    <span className="axis">
      {zero > 12 && <i style={{ left: 0 }}>{nats(low, 1)}</i>}
      <i style={{ left: `${zero}%` }}>0</i>
      <i style={{ right: 0 }}>effect, up to {nats(high, 1)} nats</i>
    </span>
  );
}

/** What becomes of the pay that is held back. */
function waits({ detail }: Picture, gwei: number): string {
  if (gwei === 0) return "";
  return detail.epoch
    ? ` ${money(gwei)} waited for the audit of epoch ${detail.epoch.number}; the contributors' accounts say what became of it.`
    : ` ${money(gwei)} waits for the audit at the end of the epoch.`;
}

function sentence({ detail, receipt }: Picture): string {
  const { attribution } = receipt;
  const [first] = attribution.shares;
  const harmful = attribution.shares.flatMap((share, index) => (share.highNanonats < 0 ? [nameOf(detail, index)] : []));
  const cause =
    first && first.ppm > 0
      ? `Without the rows of ${nameOf(detail, 0)} this answer would have been ${times(first.effectNanonats)}× less likely.`
      : attribution.basePpm > 500_000
        ? "The base model knew this answer: no contributor has a share of it."
        : "No contributor's absence makes this answer less likely, so nobody has a share of it.";
  const harm =
    harmful.length > 0
      ? ` The rows of ${harmful.join(" and ")} made it less likely, which is taken off what they earn in this epoch.`
      : "";
  const sure = ` ${percent(attribution.confidencePpm, 0)} of the credit is sure`;
  const late =
    attribution.ready === "after-answer" ? "; it was measured once the counterfactual adapters were trained." : ".";
  return cause + harm + sure + late;
}
