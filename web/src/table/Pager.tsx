import { count } from "../format";
import { SAYS } from "../says";
import type { TableState } from "./state";

/** Which part of the rows is shown, and the way to the next. Nothing where all fit on one page. */
export function Pager({
  of,
  state,
  pageSize,
  total,
}: {
  of: string;
  state: TableState;
  pageSize: number;
  total: number;
}) {
  if (total <= pageSize) return null;
  const from = state.page * pageSize;
  return (
    <nav className="acts pager" aria-label={`More ${of}`}>
      <button type="button" onClick={() => state.turnTo(state.page - 1)} disabled={state.page === 0}>
        {SAYS.previous}
      </button>
      <button type="button" onClick={() => state.turnTo(state.page + 1)} disabled={from + pageSize >= total}>
        {SAYS.next}
      </button>
      {from < total && (
        <span className="small">
          {count(from + 1)} to {count(Math.min(from + pageSize, total))} of {count(total)}
        </span>
      )}
    </nav>
  );
}
