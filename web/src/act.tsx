import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

export interface Act {
  /** Does the work; what is on the page is then asked for again. */
  run(work: () => Promise<unknown>): void;
  busy: boolean;
  error: string | null;
}

/** One action of the reader at a time, and what the node said when it refused. */
export function useAct(): Act {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      await queries.invalidateQueries();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  };
  return { run: (work) => void act(work), busy, error };
}

export function Refusal({ act }: { act: Act }) {
  return act.error === null ? null : (
    <p className="error" role="alert">
      {act.error}
    </p>
  );
}
