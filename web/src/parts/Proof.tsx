import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import type { ReceiptDetail } from "../api";
import { getText, post } from "../api";
import type { Check } from "../proof/receipt";
import { checkReceiptFile } from "../proof/receipt";
import { useRights } from "../session";

/** Fetches the exported receipt file and checks it here, in the reader's browser. */
export default function Proof({ detail }: { detail: ReceiptDetail }) {
  const { id } = detail;
  const file = useQuery({ queryKey: ["file", id], queryFn: () => getText(`/api/receipts/${id}/file`) });
  const checks = useMemo(() => (file.data === undefined ? [] : checkReceiptFile(file.data)), [file.data]);
  return (
    <section aria-labelledby="proof" aria-busy={file.isPending}>
      <h2 id="proof">{headingOf(checks)}</h2>
      {file.error && <p className="error">{file.error.message}</p>}
      <ol className="checks" data-testid="checks">
        {checks.map((check) => (
          <Line key={check.name} check={check} />
        ))}
        <Recomputed detail={detail} />
      </ol>
      <Permitted permits={detail.permits} />
      {file.data !== undefined && (
        <div className="acts">
          <Download name={`receipt-${id}.json`} text={file.data} />
          <Link to="/evidence" search={{ of: id }} className="button">
            Evidence
          </Link>
        </div>
      )}
    </section>
  );
}

/** What may be done with the answer, by the licences of today. */
function Permitted({ permits }: { permits: ReceiptDetail["permits"] }) {
  return permits.map(({ use, permitted, why }) => (
    <p key={use} className="say">
      Its licences {permitted ? "permit" : "do not permit"} to use the answer {use === "paid" ? "for money" : "unpaid"}
      {permitted ? "." : `: ${why}`}
    </p>
  ));
}

function headingOf(checks: Check[]): string {
  if (checks.length === 0) return "Checking…";
  return checks.some(({ ok }) => ok === false) ? "This receipt does not hold" : "Checked in your browser just now";
}

/** The very bytes that were checked: a plain link would ask for the file again, without the right to read the answer. */
function Download({ name, text }: { name: string; text: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return (
    <a className="button" href={url} download={name}>
      Download proof
    </a>
  );
}

/** Computing the shares again takes the model: the node does it for who may read the answer, anybody else from its files. */
function Recomputed({ detail }: { detail: ReceiptDetail }) {
  const { administers, account } = useRights();
  const again = useMutation({
    mutationFn: () => post<{ same: boolean; says: string }>(`/api/receipts/${detail.id}/recompute`, {}),
  });
  const [sign, className] = !again.data ? ["○", "wait"] : again.data.same ? ["✓", "ok"] : ["✗", "bad"];
  return (
    <li data-check="recompute" data-ok={String(again.data?.same ?? null)} aria-live="polite">
      <span className={className}>{sign}</span>
      <div>
        {again.data?.says ?? "Recompute the shares"}{" "}
        {!again.data && (administers || account === detail.payer) && (
          <button type="button" className="quiet" onClick={() => again.mutate()} disabled={again.isPending}>
            {again.isPending ? "computing…" : "recompute on this node"}
          </button>
        )}
        {again.error && <span className="error">{again.error.message}</span>}
        {!again.data && (
          <div className="small">
            on your own machine, from question, answer and the files of the model:{" "}
            <code>openledger verify receipt-{detail.id}.json --recompute --models DIR</code>
          </div>
        )}
      </div>
    </li>
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
