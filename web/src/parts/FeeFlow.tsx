import type { Payment, Receipt } from "../api";
import { count } from "../format";

const NAMES: Record<Payment["role"], [name: string, stroke: string]> = {
  treasury: ["treasury", "var(--base)"],
  stakers: ["stakers and validators", "var(--base)"],
  operator: ["operator", "var(--accent)"],
  base: ["base model", "var(--soft)"],
  developer: ["model developer", "var(--c3)"],
  contributor: ["contributors", "var(--c0)"],
  waiting: ["contributors, waiting", "var(--c1)"],
  commons: ["commons", "var(--base)"],
};
const HEIGHT = 150;
const GAP = 16;

/** Where the fee went: one band a role, as thick as its part. */
export function FeeFlow({ receipt }: { receipt: Receipt }) {
  const total = receipt.fee.totalGwei;
  const flows = (Object.keys(NAMES) as Payment["role"][])
    .map((role) => ({
      role,
      gwei: receipt.payments.filter((p) => p.role === role).reduce((sum, p) => sum + p.gwei, 0),
    }))
    .filter((flow) => flow.gwei > 0);
  let from = 10;
  let to = 10;
  const bands = flows.map((flow) => {
    const width = Math.max(1, (flow.gwei / Math.max(total, 1)) * HEIGHT);
    const band = { ...flow, width, from: from + width / 2, to: to + Math.max(width, GAP) / 2 };
    from += width;
    to += Math.max(width, GAP) + 4;
    return band;
  });
  return (
    <section aria-labelledby="fee">
      <h2 id="fee">Where the {count(total)} gwei went</h2>
      <div className="scroll">
        <svg
          style={{ minWidth: 480 }}
          viewBox={`0 0 660 ${Math.max(to, HEIGHT + 20)}`}
          width="100%"
          role="img"
          aria-label={flows.map((f) => `${NAMES[f.role][0]} ${f.gwei} gwei`).join(", ")}
        >
          <rect x="0" y="10" width="12" height={HEIGHT} fill="var(--ink)" />
          {bands.map((band) => (
            <g key={band.role}>
              <path
                d={`M12 ${band.from}C200 ${band.from} 200 ${band.to} 380 ${band.to}`}
                fill="none"
                stroke={NAMES[band.role][1]}
                strokeOpacity="0.35"
                strokeWidth={band.width}
              />
              <text x="392" y={band.to + 4}>
                {NAMES[band.role][0]} · {count(band.gwei)} gwei · {((100 * band.gwei) / Math.max(total, 1)).toFixed(1)}{" "}
                %
              </text>
            </g>
          ))}
        </svg>
      </div>
    </section>
  );
}
