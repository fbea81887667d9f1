import type { Usage } from "../api";
import { useAwaited } from "../awaited";
import { money } from "../format";
import { all } from "../table/listing";

const DAY_MILLIS = 86_400_000;
const DAYS = 30;
const [WIDTH, HEIGHT, BAR, STEP] = [640, 120, 15, 20];

/** What an account paid on each of the last thirty days, as bars; their sum is said. */
export function Spending({ of }: { of: string }) {
  const usage = useAwaited({
    queryKey: ["account", of, "spending"],
    queryFn: () => all<Usage>(`/api/accounts/${of}/usage`, new URLSearchParams({ by: "model" })),
  });
  if (!usage.data || usage.data.length === 0) return null;
  const today = Math.floor(Date.now() / DAY_MILLIS);
  const spent = Array.from({ length: DAYS }, (_, index) => {
    const day = today - DAYS + 1 + index;
    const lines = usage.data.filter(({ dayMillis }) => Math.floor(dayMillis / DAY_MILLIS) === day);
    return { day, gwei: lines.reduce((sum, line) => sum + line.gwei, 0) };
  });
  const most = Math.max(1, ...spent.map(({ gwei }) => gwei));
  const sum = spent.reduce((all, { gwei }) => all + gwei, 0);
  return (
    <figure data-testid="spending" style={{ margin: "0 0 14px" }}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={`${money(sum)} in ${DAYS} days`}>
        <line x1="20" x2={20 + STEP * DAYS} y1="96" y2="96" stroke="var(--line)" />
        {spent.map(({ day, gwei }, index) => {
          const tall = gwei === 0 ? 0 : Math.max(2, (84 * gwei) / most);
          return (
            <rect key={day} x={22 + STEP * index} y={96 - tall} width={BAR} height={tall} fill="var(--accent)">
              <title>{`${named(day)}: ${money(gwei)}`}</title>
            </rect>
          );
        })}
        <text x="20" y="114">
          {named(today - DAYS + 1)}
        </text>
        <text x={20 + STEP * DAYS} y="114" textAnchor="end">
          {named(today)}
        </text>
      </svg>
      <figcaption className="small">
        {money(sum)} in the last {DAYS} days, at most {money(most)} on one.
      </figcaption>
    </figure>
  );
}

function named(day: number): string {
  return new Date(day * DAY_MILLIS).toISOString().slice(0, 10);
}
