import { useQuery } from "@tanstack/react-query";
import { getText } from "../api";
import type { Check } from "../proof/receipt";
import { checkReceiptFile } from "../proof/receipt";

/** Fetches the exported receipt file and checks it here, in the reader's browser. */
export function Proof({ id }: { id: string }) {
  const file = useQuery({ queryKey: ["file", id], queryFn: () => getText(`/api/receipts/${id}/file`) });
  const checks = file.data === undefined ? [] : checkReceiptFile(file.data);
  const failed = checks.filter((check) => check.ok === false).length;
  return (
    <section aria-labelledby="proof">
      <h2 id="proof">{failed ? "This receipt does not hold" : "Checked in your browser just now"}</h2>
      {file.error && <p className="error">{file.error.message}</p>}
      <ol className="checks" data-testid="checks">
        {checks.map((check) => (
          <Line key={check.name} check={check} />
        ))}
        <li>
          <span className="wait">○</span>
          <div>
            Shares recomputed{" "}
            <span className="small">
              needs the data: <code>openledger verify --recompute receipt-{id}.json</code>
            </span>
          </div>
        </li>
      </ol>
      <div className="acts">
        <a className="button" href={`/api/receipts/${id}/file`} download={`receipt-${id}.json`}>
          Download proof
        </a>
      </div>
    </section>
  );
}

function Line({ check }: { check: Check }) {
  const [sign, className] = check.ok === null ? ["○", "wait"] : check.ok ? ["✓", "ok"] : ["✗", "bad"];
  return (
    <li data-check={check.name} data-ok={String(check.ok)}>
      <span className={className}>{sign}</span>
      <div>{check.says}</div>
    </li>
  );
}
