import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ReceiptDetail } from "../api";
import { get } from "../api";
import { time } from "../format";
import type { Match } from "./AnswerText";
import { AnswerText } from "./AnswerText";
import { Attribution } from "./Attribution";
import { Evidence } from "./Evidence";
import { FeeFlow } from "./FeeFlow";
import { Loaded } from "./Loaded";
import { ReceiptName } from "./Names";
import { Proof } from "./Proof";
import { Sources } from "./Sources";

const WAITING_MILLIS = 700;

/** A receipt in full; asked for again and again until the attribution is there. */
export function Shaped({ id }: { id: string }) {
  const detail = useQuery({
    queryKey: ["receipt", id],
    queryFn: () => get<ReceiptDetail>(`/api/receipts/${id}`),
    refetchInterval: (query) => (query.state.data && isFinal(query.state.data) ? false : WAITING_MILLIS),
  });
  return <Loaded query={detail}>{(data) => <Whole detail={data} />}</Loaded>;
}

function isFinal(detail: ReceiptDetail): boolean {
  return detail.state === "receipted" || detail.state === "failed";
}

function Whole({ detail }: { detail: ReceiptDetail }) {
  const { receipt } = detail;
  return (
    <div className="grid two">
      <div className="stack">
        <Answered detail={detail} />
        {receipt && <Sources detail={detail} receipt={receipt} />}
        {receipt && <FeeFlow receipt={receipt} />}
      </div>
      <div className="stack">
        {receipt ? <Attribution detail={detail} receipt={receipt} /> : <Waiting detail={detail} />}
        {receipt && <Proof id={detail.id} />}
      </div>
    </div>
  );
}

function Answered({ detail }: { detail: ReceiptDetail }) {
  const [selected, setSelected] = useState<Match | null>(null);
  const quoted = detail.receipt?.attribution.shares.some((share) => share.spans.length > 0);
  return (
    <section>
      <h2>
        Answer of {detail.model}, {time(detail.timeMillis)} · <ReceiptName id={detail.id} />
      </h2>
      <div className="question">{detail.question}</div>
      <AnswerText detail={detail} selected={selected} onSelect={setSelected} />
      {selected && <Evidence detail={detail} match={selected} />}
      {detail.receipt && (
        <p className="say">
          {quoted
            ? "Coloured text also stands, word for word, in contributed rows: choose it to see them. The shares do not come from matching words: they measure how much less likely this answer would be had the model been trained without a contributor."
            : "Nothing in this answer stands word for word in a contributed row."}
        </p>
      )}
    </section>
  );
}

function Waiting({ detail }: { detail: ReceiptDetail }) {
  return (
    <section aria-busy={detail.state !== "failed"}>
      <h2>Who shaped it</h2>
      <p className="small">
        {detail.state === "failed"
          ? "The answer was not finished, so nothing was charged and there is no receipt."
          : "Being measured: the shares appear here as soon as they are known."}
      </p>
    </section>
  );
}
