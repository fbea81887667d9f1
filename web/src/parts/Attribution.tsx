import type { Receipt, ReceiptDetail } from "../api";
import { count, percent, times } from "../format";
import { AccountName } from "./Names";
import type { Part } from "./Shares";
import { Bar, colour, Interval, scaleOf } from "./Shares";

export function partsOf(receipt: Receipt, names: Record<string, string>): Part[] {
  const { shares, basePpm, unattributedPpm } = receipt.attribution;
  return [
    ...shares.map((share, index) => ({
      name: names[share.contributor] ?? share.contributor,
      ppm: share.ppm,
      background: colour(index),
    })),
    { name: "base model", ppm: basePpm, className: "base" },
    { name: "unattributed", ppm: unattributedPpm, className: "none" },
  ];
}

/** Who shaped the answer: the bar, and each part with its effect, its interval and its pay. */
export function Attribution({ detail, receipt }: { detail: ReceiptDetail; receipt: Receipt }) {
  const { attribution } = receipt;
  const scale = scaleOf(attribution.shares);
  const paid = (role: string, account?: string) =>
    receipt.payments
      .filter((payment) => payment.role === role && (!account || payment.account === account))
      .reduce((sum, payment) => sum + payment.gwei, 0);
  const first = attribution.shares[0];
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who shaped it</h2>
      <Bar parts={partsOf(receipt, detail.names)} />
      <div className="scroll">
        <table data-testid="shares">
          <thead>
            <tr>
              <th>contributor</th>
              <th className="n">share</th>
              <th title="how many nats likelier the answer is with the contributor's rows; the line is the 90 % interval">effect ± 90 %</th>
              <th className="n">paid, gwei</th>
            </tr>
          </thead>
          <tbody>
            {attribution.shares.map((share, index) => (
              <tr key={share.contributor}>
                <td className="name">
                  <span className="dot" style={{ background: colour(index) }} />
                  <AccountName address={share.contributor} name={detail.names[share.contributor]} />
                </td>
                <td className="n">{percent(share.ppm)}</td>
                <td>
                  <Interval share={share} scale={scale} background={colour(index)} />
                </td>
                <td className="n">{count(paid("contributor", share.contributor))}</td>
              </tr>
            ))}
            <tr>
              <td className="name">
                <span className="dot base" />
                base model
              </td>
              <td className="n">{percent(attribution.basePpm)}</td>
              <td className="small">knew it already</td>
              <td className="n">{count(paid("base"))}</td>
            </tr>
            <tr>
              <td className="name">
                <span className="dot none" />
                unattributed
              </td>
              <td className="n">{percent(attribution.unattributedPpm)}</td>
              <td className="small">to the commons</td>
              <td className="n">{count(paid("commons"))}</td>
            </tr>
          </tbody>
        </table>
      </div>
      <p className="say">
        {first && first.ppm > 0
          ? `Without the rows of ${detail.names[first.contributor] ?? "the first contributor"} this answer would have been ${times(first.effectNanonats)}× less likely. `
          : "No contributor's rows made this answer likelier: the base model knew it, or nobody did. "}
        The shares are {percent(attribution.confidencePpm, 0)} sure
        {attribution.ready === "after-answer" ? ", and were computed once the counterfactual adapters were trained." : "."}
      </p>
    </section>
  );
}
