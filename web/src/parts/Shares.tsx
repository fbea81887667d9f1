import type { CSSProperties } from "react";
import type { Share } from "../api";
import { nameOf, nats, percent } from "../format";
import type { Picture } from "./picture";

const COLOURS = 6;

/** One colour a contributor, by their place in the receipt, the same in every picture of it. */
export function colour(index: number): string {
  return `var(--c${index % COLOURS})`;
}

export interface Part {
  name: string;
  ppm: number;
  background?: string;
  className?: string;
}

/** The parts of an answer: contributors, base model, and what is traceable to nobody. */
export function partsOf({ detail, receipt, lit }: Picture): Part[] {
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

/** Parts of a whole, as one bar that also reads as a sentence. */
export function Bar({ parts, thin = false }: { parts: Part[]; thin?: boolean }) {
  const label = parts.map((part) => `${part.name} ${percent(part.ppm, 0)}`).join(", ");
  return (
    <div className={thin ? "bar thin" : "bar"} role="img" aria-label={label} title={label}>
      {parts
        .filter((part) => part.ppm > 0)
        .map((part) => (
          <i
            key={part.name}
            className={part.className}
            style={{ width: `${part.ppm / 10_000}%`, ...(part.background ? { background: part.background } : {}) }}
          />
        ))}
    </div>
  );
}

/**
 * The effect of leaving a contributor out, on the receipt's common scale: a bar from zero, and the 90 % interval as a whisker. A bar
 * to the left is harm: the rows made the answer less likely.
 */
export function Effect({ share, scale, background }: { share: Share; scale: [number, number]; background: string }) {
  const [low, high] = scale;
  const at = (value: number) => (100 * (value - low)) / (high - low);
  const { effectNanonats: effect, lowNanonats, highNanonats } = share;
  const says = `${nats(effect)} nats, 90 % between ${nats(lowNanonats)} and ${nats(highNanonats)}${effect < 0 ? ": made the answer less likely" : ""}`;
  return (
    <div className="plot" role="img" aria-label={says} title={says} style={{ "--c": background } as CSSProperties}>
      <i className="zero" style={{ left: `${at(0)}%` }} />
      <i
        className={effect < 0 ? "size harm" : "size"}
        style={{ left: `${at(Math.min(0, effect))}%`, width: `${at(Math.max(0, effect)) - at(Math.min(0, effect))}%` }}
      />
      <i className="whisker" style={{ left: `${at(lowNanonats)}%`, width: `${at(highNanonats) - at(lowNanonats)}%` }} />
    </div>
  );
}

/** From the lowest to the highest end of an interval, with zero inside. */
export function scaleOf(shares: Share[]): [number, number] {
  const low = Math.min(0, ...shares.map((share) => share.lowNanonats));
  const high = Math.max(0, ...shares.map((share) => share.highNanonats));
  return high > low ? [low, high] : [0, 1];
}
