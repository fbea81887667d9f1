import type { FormEvent } from "react";
import { Refusal, useAct } from "../act";
import { postOnce } from "../api";
import { gweiFrom } from "../format";
import { useRights } from "../session";

/** Puts OPEN of the operator into escrow for a payer, which only the administrator may; anybody else is told so. */
export function Deposit({ payer }: { payer: string }) {
  const { administers } = useRights();
  const act = useAct();
  const deposit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const open = Number(new FormData(event.currentTarget).get("open"));
    act.run(() => postOnce("/api/deposits", { payer, gwei: gweiFrom(open) }));
  };
  if (!administers) {
    return (
      <p className="small">
        A wallet of your own deposits on your account's page; or send the operator this address: <code>{payer}</code>
      </p>
    );
  }
  return (
    <>
      <form onSubmit={deposit} className="acts">
        <label>
          Amount (OPEN)
          <input name="open" type="number" required min={0.000000001} step={0.000000001} defaultValue={0.01} />
        </label>
        <button type="submit" disabled={act.busy}>
          {act.busy ? "Waiting for the chain…" : "Add to the deposit"}
        </button>
      </form>
      <Refusal act={act} />
    </>
  );
}
