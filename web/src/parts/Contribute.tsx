import type { FormEvent } from "react";
import { useRef, useState } from "react";
import { Refusal, useAct } from "../act";
import type { ContributionLine, DatanetDetail, Preview, Screened } from "../api";
import { post } from "../api";
import { count } from "../format";
import { useRights } from "../session";
import { signTyped } from "../wallet";
import { AccountField } from "./AccountField";
import { Contribution } from "./ContributionList";
import { FilePreview } from "./FilePreview";

/** Upload a file: what it is and becomes is shown first, then it is screened, and signed by the contributor's wallet or with the key the node keeps for them. */
export function Contribute({ datanet }: { datanet: DatanetDetail }) {
  const { account } = useRights();
  const act = useAct();
  const trying = useAct();
  const form = useRef<HTMLFormElement>(null);
  const [screened, setScreened] = useState<Screened | ContributionLine | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [map, setMap] = useState<Record<string, string>>({});
  const [repair, setRepair] = useState(false);
  const [redact, setRedact] = useState(false);

  const address = (place: string, mapping: Record<string, string>, repairs: boolean, redacts: boolean) => {
    const fields = new FormData(form.current ?? undefined);
    const query = new URLSearchParams({ contributor: String(fields.get("contributor")).trim().toLowerCase() });
    const said = Object.entries(mapping).map(([field, column]) => `${field}=${column}`);
    if (said.length > 0) query.set("map", said.join(","));
    if (repairs) query.set("repair", "true");
    if (redacts) query.set("redact", "true");
    return { path: `/api/datanets/${datanet.id}/contributions${place}?${query}`, file: fields.get("file") as File };
  };
  const tryOut = (mapping: Record<string, string>, repairs: boolean, redacts: boolean) => {
    setMap(mapping);
    setRepair(repairs);
    setRedact(redacts);
    const { path, file } = address("/preview", mapping, repairs, redacts);
    if (file.size > 0) trying.run(async () => setPreview(await post<Preview>(path, file)));
  };
  const choose = () => {
    setScreened(null);
    setPreview(null);
    if (form.current?.checkValidity()) tryOut({}, false, false);
  };
  const remap = (field: string, column: string) => {
    const { [field]: _, ...others } = map;
    tryOut(column === "" ? others : { ...others, [field]: column }, repair, redact);
  };
  const upload = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { path, file } = address("", map, repair, redact);
    act.run(async () => {
      setScreened(await post<Screened>(path, file));
      setPreview(null);
    });
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
      <form ref={form} onSubmit={upload} onChange={choose} className="stack tight">
        <AccountField name="contributor" label="Your account" />
        <label>
          File of rows (CSV, JSON, Parquet, plain text or Markdown; packed or not)
          <input name="file" type="file" required />
        </label>
        <div>
          <button type="submit" className="first" disabled={act.busy}>
            Upload and check
          </button>
        </div>
      </form>
      <Refusal act={act} />
      <Refusal act={trying} />
      {trying.busy && preview === null && <p className="small">Reading the file…</p>}
      {preview && (
        <FilePreview
          preview={preview}
          map={map}
          onMap={remap}
          repair={repair}
          onRepair={(repairs) => tryOut(map, repairs, redact)}
          redact={redact}
          onRedact={(redacts) => tryOut(map, repair, redacts)}
        />
      )}
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
