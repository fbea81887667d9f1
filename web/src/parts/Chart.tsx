/** A line of a loss curve. */
export interface Curve {
  name: string;
  colour: string;
  points: [number, number][];
}

/** Losses by step, all on one scale. */
export function LossCurve({ curves }: { curves: Curve[] }) {
  const shown = curves.filter(({ points }) => points.length > 1);
  if (shown.length === 0) return <p className="small">The curve appears with the second step.</p>;
  const xs = shown.flatMap(({ points }) => points.map(([x]) => x));
  const ys = shown.flatMap(({ points }) => points.map(([, y]) => y));
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), 0, Math.max(...ys) * 1.05];
  const at = ([x, y]: [number, number]) =>
    `${40 + (590 * (x - x0)) / Math.max(x1 - x0, 1)},${170 - (150 * (y - y0)) / Math.max(y1 - y0, 1e-9)}`;
  return (
    <>
      <svg
        viewBox="0 0 640 196"
        width="100%"
        role="img"
        aria-label={shown
          .map(({ name, points }) => `${name} from ${points[0]?.[1].toFixed(2)} to ${points.at(-1)?.[1].toFixed(2)}`)
          .join("; ")}
      >
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1="40" x2="630" y1={170 - 150 * part} y2={170 - 150 * part} stroke="var(--line)" />
            <text x="34" y={174 - 150 * part} textAnchor="end">
              {(y1 * part).toFixed(1)}
            </text>
          </g>
        ))}
        {shown.map(({ name, colour, points }) => (
          <polyline key={name} points={points.map(at).join(" ")} fill="none" stroke={colour} strokeWidth="2" />
        ))}
        <text x="40" y="190">
          step {x0}
        </text>
        <text x="630" y="190" textAnchor="end">
          {x1}
        </text>
      </svg>
      <p className="small">
        {shown.map(({ name, colour, points }) => (
          <span key={name} className="key">
            <i style={{ background: colour }} /> {name}, now {points.at(-1)?.[1].toFixed(3)}
          </span>
        ))}
      </p>
    </>
  );
}
