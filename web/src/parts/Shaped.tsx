import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Receipt, ReceiptDetail } from "../api";
import { get } from "../api";
import { time } from "../format";
import { patiently } from "../live";
import { AnswerText } from "./AnswerText";
import { Attribution } from "./Attribution";
import { Erase } from "./Erase";
import { FeeFlow } from "./FeeFlow";
import { Loaded } from "./Loaded";
import { ReceiptName } from "./Names";
import { usePicture } from "./picture";
import { Quotations } from "./Quotations";
import { Sources } from "./Sources";

/** Checking takes cryptography, which no other page needs. */
const Proof = lazy(() => patiently(() => import("./Proof")));
const WAITING_MILLIS = 700;

/** A receipt in full; asked for again and again until the attribution is there. */
export function Shaped({ id }: { id: string }) {
  const detail = useQuery({
    queryKey: ["receipt", id],
    queryFn: () => get<ReceiptDetail>(`/api/receipts/${id}`),
    refetchInterval: (query) => (query.state.data && isFinal(query.state.data) ? false : WAITING_MILLIS),
  });
  return (
    <Loaded query={detail} whole>
      {(data) => <Whole key={data.state} detail={data} />}
    </Loaded>
  );
}

function isFinal(detail: ReceiptDetail): boolean {
  return detail.state === "receipted" || detail.state === "failed";
}

function Whole({ detail }: { detail: ReceiptDetail }) {
  const { receipt } = detail;
  return receipt ? (
    <div className="stack">
      <Trails detail={detail} receipt={receipt} />
      <Sources detail={detail} receipt={receipt} />
      <div className="grid two">
        <FeeFlow receipt={receipt} />
        <Suspense fallback={<section aria-busy="true" className="proof-space" />}>
          <Proof detail={detail} />
        </Suspense>
      </div>
    </div>
  ) : (
    <div className="stack">
      <section>
        <Question detail={detail} />
        <p className="answer">{detail.answer}</p>
        <Erase detail={detail} />
      </section>
      <Waiting detail={detail} />
    </div>
  );
}

/** The trails from an answer to what shaped it, as one picture. */
function Trails({ detail, receipt }: { detail: ReceiptDetail; receipt: Receipt }) {
  const picture = usePicture(detail, receipt);
  return (
    <div className="stack">
      <section className="beside" aria-label="The answer, and rows with the same words">
        <div>
          <Question detail={detail} />
          <AnswerText {...picture} />
          <Erase detail={detail} />
        </div>
        <Quotations {...picture} />
      </section>
      <Attribution {...picture} />
    </div>
  );
}

function Question({ detail }: { detail: ReceiptDetail }) {
  return (
    <>
      <h2>
        Answer of {detail.model}, {time(detail.timeMillis)} · <ReceiptName id={detail.id} />
      </h2>
      <div className="question">{detail.question}</div>
    </>
  );
}

function Waiting({ detail }: { detail: ReceiptDetail }) {
  return (
    <section aria-busy={detail.state !== "failed"}>
      <h2>Who shaped it</h2>
      <p className="small">
        {detail.state === "failed"
          ? `This answer failed, so nothing was charged and there is no receipt${detail.failure ? `: ${detail.failure}` : ""}.`
          : "We are measuring the shares. They appear here as soon as they are known."}
      </p>
    </section>
  );
}
