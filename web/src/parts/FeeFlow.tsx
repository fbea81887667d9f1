import type { Payment, Receipt } from "../api";
import { percent } from "../format";
import { Money } from "./Money";

const NAMES: Record<Payment["role"], [name: string, colour: string]> = {
  treasury: ["treasury", "var(--base)"],
  stakers: ["stakers and validators", "var(--base)"],
  operator: ["operator", "var(--accent)"],
  base: ["base model", "var(--soft)"],
  developer: ["model developer", "var(--c3)"],
  royalty: ["models it was built on", "var(--c2)"],
  contributor: ["contributors, paid", "var(--c0)"],
  waiting: ["contributors, held", "var(--c1)"],
  commons: ["shared fund", "var(--base)"],
};
const LINE = 44;
const WIDEST = 34;

interface Flow {
  role: Payment["role"];
  gwei: number;
}

/** Where the fee went: one band a role, as thick as its part, and beside it in words. */
export function FeeFlow({ receipt }: { receipt: Receipt }) {
  const total = Math.max(receipt.fee.totalGwei, 1);
  const flows = (Object.keys(NAMES) as Payment["role"][])
    .map((role) => ({ role, gwei: sum(receipt.payments.filter((payment) => payment.role === role)) }))
    .filter((flow) => flow.gwei > 0);
  return (
    <section aria-labelledby="fee">
      <h2 id="fee">
        Where the fee of <Money gwei={receipt.fee.totalGwei} /> went
      </h2>
      <div className="flow">
        <Bands flows={flows} total={total} />
        <ul>
          {flows.map(({ role, gwei }) => (
            <li key={role} style={{ height: LINE }}>
              {NAMES[role][0]}
              <span className="small">
                <Money gwei={gwei} /> · {percent((1_000_000 * gwei) / total)}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function sum(payments: Payment[]): number {
  return payments.reduce((gwei, payment) => gwei + payment.gwei, 0);
}

function Bands({ flows, total }: { flows: Flow[]; total: number }) {
  const height = flows.length * LINE;
  let from = 0;
  return (
    <svg viewBox={`0 0 100 ${height}`} height={height} preserveAspectRatio="none" aria-hidden="true">
      {flows.map(({ role, gwei }, line) => {
        const thick = (gwei / total) * height;
        const [top, bottom] = [from, from + thick];
        const middle = (line + 0.5) * LINE;
        const half = Math.max(1, Math.min(thick, WIDEST)) / 2;
        from = bottom;
        return (
          <path
            key={role}
            d={`M0 ${top}C50 ${top} 50 ${middle - half} 100 ${middle - half}V${middle + half}C50 ${middle + half} 50 ${bottom} 0 ${bottom}Z`}
            fill={NAMES[role][1]}
            fillOpacity="0.4"
          />
        );
      })}
    </svg>
  );
}
