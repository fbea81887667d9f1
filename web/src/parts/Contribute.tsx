import type { FormEvent } from "react";
import { useState } from "react";
import { Refusal, useAct } from "../act";
import type { ContributionLine, DatanetDetail, Screened } from "../api";
import { post } from "../api";
import { count } from "../format";
import { useRights } from "../session";
import { signTyped } from "../wallet";
import { AccountField } from "./AccountField";
import { Contribution } from "./ContributionList";

/** Upload a JSONL file: it is screened, then signed by the contributor's wallet or with the key the node keeps for them. */
export function Contribute({ datanet }: { datanet: DatanetDetail }) {
  const { account } = useRights();
  const act = useAct();
  const [screened, setScreened] = useState<Screened | ContributionLine | null>(null);

  const upload = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const contributor = String(form.get("contributor")).trim().toLowerCase();
    const path = `/api/datanets/${datanet.id}/contributions?contributor=${contributor}`;
    act.run(async () => setScreened(await post<Screened>(path, form.get("file") as File)));
  };
  const sign = (contribution: Screened | ContributionLine) =>
    act.run(async () => {
      const signature =
        account && "typedData" in contribution && contribution.typedData
          ? await signTyped(account, contribution.typedData)
          : undefined;
      setScreened(await post<ContributionLine>(`/api/contributions/${contribution.id}/signature`, { signature }));
    });

  return (
    <section aria-labelledby="contribute">
      <h2 id="contribute">Contribute</h2>
      <form onSubmit={upload} className="stack tight">
        <AccountField name="contributor" label="Your account" />
        <label>
          Rows (JSONL: one JSON object per line)
          <input name="file" type="file" required accept=".jsonl,.ndjson,application/x-ndjson" />
        </label>
        <div>
          <button type="submit" className="first" disabled={act.busy}>
            Upload and check
          </button>
        </div>
      </form>
      <Refusal act={act} />
      {screened && (
        <>
          <p>
            {count(screened.rowsPassed)} of {count(screened.rowsSubmitted)} rows passed screening.{" "}
            <span className="tag">{screened.state}</span>
          </p>
          <Contribution contribution={screened} />
          {screened.state === "screened" && (
            <div className="acts">
              <button type="button" onClick={() => sign(screened)} disabled={act.busy}>
                Sign under these terms
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
