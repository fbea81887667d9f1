import type { ReceiptLine } from "../api";
import { ago } from "../format";
import { Money } from "./Money";
import { ReceiptName } from "./Names";
import { Bar } from "./Shares";

export function ReceiptTable({ receipts }: { receipts: ReceiptLine[] }) {
  if (receipts.length === 0) return <p className="small">No question has been asked yet.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>receipt</th>
            <th>question</th>
            <th>answer</th>
            <th>credit</th>
            <th className="n">fee, OPEN</th>
            <th className="n">when</th>
          </tr>
        </thead>
        <tbody>
          {receipts.map((receipt) => (
            <tr key={receipt.id}>
              <td>
                <ReceiptName id={receipt.id} />
              </td>
              <td className="cut" title={receipt.question}>
                {receipt.question}
              </td>
              <td className="cut" title={receipt.answer}>
                {receipt.answer}
              </td>
              <td>
                {receipt.state === "receipted" ? (
                  <Credit receipt={receipt} />
                ) : (
                  <span className="tag">{receipt.state}</span>
                )}
              </td>
              <td className="n">
                <Money gwei={receipt.feeGwei} bare />
              </td>
              <td className="n">{ago(receipt.timeMillis)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Credit({ receipt }: { receipt: ReceiptLine }) {
  return (
    <Bar
      thin
      parts={[
        { name: "contributors", ppm: receipt.dataPpm, background: "var(--c0)" },
        { name: "base model", ppm: receipt.basePpm, className: "base" },
        { name: "unattributed", ppm: receipt.unattributedPpm, className: "none" },
      ]}
    />
  );
}
