import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useRef, useState } from "react";
import { Refusal, useAct } from "../act";
import type { DatanetDetail, Preview, Screened } from "../api";
import { post } from "../api";
import { count } from "../format";
import { isLarge, sendInPieces } from "../upload";
import { AccountField } from "./AccountField";
import { Contribution } from "./ContributionList";
import { FilePreview } from "./FilePreview";
import { WriteRow } from "./WriteRow";

interface Sent {
  bytes: number;
  of: number;
}

function megabytes(bytes: number): string {
  return count(Math.round(bytes / 1_000_000));
}

/** Upload a file: what it is and becomes is shown first, then it is screened, and is a draft until its contributor signs it. */
export function Contribute({ datanet }: { datanet: DatanetDetail }) {
  const navigate = useNavigate();
  const act = useAct();
  const trying = useAct();
  const form = useRef<HTMLFormElement>(null);
  const [screened, setScreened] = useState<Screened | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [map, setMap] = useState<Record<string, string>>({});
  const [repair, setRepair] = useState(false);
  const [redact, setRedact] = useState(false);

  const [sent, setSent] = useState<Sent | null>(null);
  const cancel = useRef(new AbortController());

  /** Where a file goes: as it is, or by the name of what was sent of it in pieces. */
  const address = async (place: string, mapping: Record<string, string>, repairs: boolean, redacts: boolean) => {
    const fields = new FormData(form.current ?? undefined);
    const query = new URLSearchParams({ contributor: String(fields.get("contributor")).trim().toLowerCase() });
    const said = Object.entries(mapping).map(([field, column]) => `${field}=${column}`);
    if (said.length > 0) query.set("map", said.join(","));
    if (repairs) query.set("repair", "true");
    if (redacts) query.set("redact", "true");
    const path = `/api/datanets/${datanet.id}/contributions${place}?`;
    const file = fields.get("file") as File;
    if (!isLarge(file)) return { path: path + query, body: file };
    cancel.current = new AbortController();
    const { signal } = cancel.current;
    try {
      const id = await sendInPieces(
        file,
        String(query.get("contributor")),
        (bytes) => setSent({ bytes, of: file.size }),
        signal,
      );
      query.set("upload", id);
    } finally {
      setSent(null);
    }
    return { path: path + query, body: new Blob() };
  };
  const tryOut = (mapping: Record<string, string>, repairs: boolean, redacts: boolean) => {
    setMap(mapping);
    setRepair(repairs);
    setRedact(redacts);
    trying.run(async () => {
      const { path, body } = await address("/preview", mapping, repairs, redacts);
      setPreview(await post<Preview>(path, body));
    });
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
  /** What passed is a draft, which is looked at and signed at an address of its own; of what did not it is said why. */
  const kept = async (made: Screened) => {
    setPreview(null);
    if (made.state === "screened") await navigate({ to: "/contributions/$id", params: { id: made.id } });
    else setScreened(made);
  };
  const upload = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    act.run(async () => {
      const { path, body } = await address("", map, repair, redact);
      await kept(await post<Screened>(path, body));
    });
  };
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
      {sent && (
        <p className="acts">
          <progress value={sent.bytes} max={sent.of} aria-label="Sent of the file" />
          {megabytes(sent.bytes)} of {megabytes(sent.of)} MB sent
          <button
            type="button"
            onClick={() => cancel.current.abort(new Error("Cancelled. Choose the file again to go on with it."))}
          >
            Cancel
          </button>
        </p>
      )}
      {trying.busy && !sent && preview === null && <p className="small">Reading the file…</p>}
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
        </>
      )}
      <WriteRow datanet={datanet} onKept={kept} />
    </section>
  );
}
