import { Link } from "@tanstack/react-router";
import type { Receipt, ReceiptDetail, ReceiptLine } from "../api";
import { get } from "../api";
import { useAwaited } from "../awaited";
import { ago, percent } from "../format";
import { SAYS } from "../says";
import { AnswerText } from "./AnswerText";
import { Money } from "./Money";
import { AccountName } from "./Names";
import type { Picture } from "./picture";
import { gweiOf, usePicture } from "./picture";
import { Bar, colour, partsOf } from "./Shares";

/** The latest answer that contributors shaped, in colour, and whom it paid. */
export function Example({ receipts }: { receipts: ReceiptLine[] }) {
  const shaped = receipts.find(({ state, dataPpm }) => state === "receipted" && dataPpm > 0);
  const detail = useAwaited<ReceiptDetail>({
    queryKey: ["receipt", shaped?.id],
    queryFn: () => get<ReceiptDetail>(`/api/receipts/${shaped?.id}`),
    enabled: shaped !== undefined,
  });
  return detail.data?.receipt ? <Shown detail={detail.data} receipt={detail.data.receipt} /> : null;
}

function Shown({ detail, receipt }: { detail: ReceiptDetail; receipt: Receipt }) {
  const picture = usePicture(detail, receipt);
  return (
    <section aria-labelledby="example">
      <h2 id="example">
        An answer of {detail.model}, {ago(detail.timeMillis)}
      </h2>
      {detail.tokens.length > 0 ? (
        <>
          <p className="question">{detail.question}</p>
          <AnswerText {...picture} />
        </>
      ) : (
        <p className="say">{SAYS.private}</p>
      )}
      <Bar parts={partsOf(picture)} />
      <Paid {...picture} />
      <div className="acts">
        <Link className="button first" to="/playground" search={{ model: detail.model }}>
          Ask a question
        </Link>
        <Link className="button" to="/receipts/$id" params={{ id: detail.id }}>
          Verify this answer
        </Link>
        <Link className="button" to="/datanets">
          Contribute
        </Link>
      </div>
    </section>
  );
}

/** Each part of the bar in words: the contributors with a share, and what they were paid for it. */
function Paid(picture: Picture) {
  const { detail, receipt } = picture;
  const { shares, basePpm, unattributedPpm } = receipt.attribution;
  return (
    <ul className="paid">
      {shares.map(
        ({ contributor, ppm }, index) =>
          ppm > 0 && (
            <li key={contributor}>
              <span className="dot" style={{ background: colour(index) }} />
              <AccountName address={contributor} name={detail.names[contributor]} /> shaped {percent(ppm)}
              <Pay picture={picture} contributor={contributor} />
            </li>
          ),
      )}
      <li className="small">
        <span className="dot base" />
        Base model {percent(basePpm)} <span className="dot none" />
        Unattributed {percent(unattributedPpm)}
      </li>
    </ul>
  );
}

function Pay({ picture, contributor }: { picture: Picture; contributor: string }) {
  const paid = gweiOf(picture, "contributor", contributor);
  const held = gweiOf(picture, "waiting", contributor);
  return (
    <>
      {paid > 0 && (
        <>
          {" "}
          and was paid <Money gwei={paid} />
        </>
      )}
      {paid === 0 && held > 0 && (
        <>
          ; <Money gwei={held} />{" "}
          {picture.detail.epoch ? "was held until the epoch ended" : "is held until the epoch ends"}
        </>
      )}
    </>
  );
}
