import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import type { ContributionLine, DatanetDetail } from "../api";
import { post } from "../api";
import { ContributionTable } from "./ContributionTable";

/** Upload a JSONL file: it is screened, then signed with the contributor's key kept by the node. */
export function Contribute({ datanet }: { datanet: DatanetDetail }) {
  const queries = useQueryClient();
  const [screened, setScreened] = useState<ContributionLine | null>(null);
  const [error, setError] = useState<string | null>(null);

  const act = async (work: () => Promise<ContributionLine>) => {
    setError(null);
    try {
      setScreened(await work());
      await queries.invalidateQueries();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const upload = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const contributor = String(form.get("contributor")).trim().toLowerCase();
    void act(() =>
      post<ContributionLine>(`/api/datanets/${datanet.id}/contributions?contributor=${contributor}`, form.get("file") as File),
    );
  };

  return (
    <section aria-labelledby="contribute">
      <h2 id="contribute">Contribute</h2>
      <form onSubmit={upload} className="stack" style={{ gap: 12 }}>
        <label>
          Your account
          <input name="contributor" required pattern="0x[0-9a-fA-F]{40}" placeholder="0x…" />
        </label>
        <label>
          Rows, one JSON object a line
          <input name="file" type="file" required accept=".jsonl,.ndjson,application/x-ndjson" />
        </label>
        <div>
          <button className="first">Upload and screen</button>
        </div>
      </form>
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      {screened && (
        <>
          <ContributionTable contributions={[screened]} />
          {screened.state === "screened" && (
            <div className="acts">
              <button onClick={() => void act(() => post<ContributionLine>(`/api/contributions/${screened.id}/signature`, {}))}>
                Sign under these terms
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
