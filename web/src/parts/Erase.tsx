import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReceiptDetail } from "../api";
import { remove } from "../api";
import { time } from "../format";
import { AccountName } from "./Names";

/** Lets who asked erase question and answer, after a second word; and says that they were. */
export function Erase({ detail }: { detail: ReceiptDetail }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const erase = useMutation({
    mutationFn: () => remove(`/api/receipts/${detail.id}/conversation`),
    onSuccess: () => client.invalidateQueries(),
  });
  if (detail.erased) {
    const { by, timeMillis } = detail.erased;
    return (
      <p className="say" data-testid="erased">
        Question and answer were erased by <AccountName address={by} name={detail.names[by]} /> on {time(timeMillis)}.
      </p>
    );
  }
  if (detail.sees !== "all" || !(detail.state === "receipted" || detail.state === "failed")) return null;
  return (
    <div className="acts">
      {asked ? (
        <>
          <span className="say">This cannot be undone. Receipt and payments stay.</span>
          <button type="button" onClick={() => erase.mutate()} disabled={erase.isPending} data-testid="erase">
            Erase for good
          </button>
          <button type="button" className="quiet" onClick={() => setAsked(false)}>
            Keep them
          </button>
        </>
      ) : (
        <button type="button" className="quiet" onClick={() => setAsked(true)}>
          Erase question and answer
        </button>
      )}
      {erase.error && <span className="error">{erase.error.message}</span>}
    </div>
  );
}
