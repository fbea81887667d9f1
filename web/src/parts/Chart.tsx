/** A line over steps, drawn small; the numbers stand in the sentence under it. */
export function LossCurve({ points }: { points: [number, number][] }) {
  if (points.length < 2) return <p className="small">The curve appears with the second step.</p>;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), 0, Math.max(...ys) * 1.05];
  const at = ([x, y]: [number, number]) =>
    `${40 + (590 * (x - x0)) / Math.max(x1 - x0, 1)},${170 - (150 * (y - y0)) / Math.max(y1 - y0, 1e-9)}`;
  return (
    <svg
      viewBox="0 0 640 196"
      width="100%"
      role="img"
      aria-label={`Loss from ${ys[0]?.toFixed(2)} to ${ys.at(-1)?.toFixed(2)}`}
    >
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <line x1="40" x2="630" y1={170 - 150 * part} y2={170 - 150 * part} stroke="var(--line)" />
          <text x="34" y={174 - 150 * part} textAnchor="end">
            {(y1 * part).toFixed(1)}
          </text>
        </g>
      ))}
      <polyline points={points.map(at).join(" ")} fill="none" stroke="var(--accent)" strokeWidth="2" />
      <text x="40" y="190">
        step {x0}
      </text>
      <text x="630" y="190" textAnchor="end">
        {x1}
      </text>
    </svg>
  );
}
