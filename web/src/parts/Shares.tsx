import type { Share } from "../api";
import { percent } from "../format";

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

/** The effect of leaving a contributor out: a dot, and the interval as a line, on the receipt's common scale. */
export function Interval({ share, scale, background }: { share: Share; scale: [number, number]; background: string }) {
  const [low, high] = scale;
  const at = (value: number) => 4 + (102 * (value - low)) / Math.max(high - low, 1);
  return (
    <svg
      width="110"
      height="16"
      role="img"
      aria-label={`effect ${(share.effectNanonats / 1e9).toFixed(2)} nats, between ${(share.lowNanonats / 1e9).toFixed(2)} and ${(share.highNanonats / 1e9).toFixed(2)}`}
    >
      <line x1={at(0)} x2={at(0)} y1="1" y2="15" stroke="var(--line)" />
      <line x1={at(share.lowNanonats)} x2={at(share.highNanonats)} y1="8" y2="8" stroke={background} strokeWidth="2" />
      <circle cx={at(share.effectNanonats)} cy="8" r="4" fill={background} />
    </svg>
  );
}

export function scaleOf(shares: Share[]): [number, number] {
  return [
    Math.min(0, ...shares.map((share) => share.lowNanonats)),
    Math.max(1, ...shares.map((share) => share.highNanonats)),
  ];
}
