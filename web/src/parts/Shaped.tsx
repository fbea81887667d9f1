import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Receipt, ReceiptDetail } from "../api";
import { get } from "../api";
import { time } from "../format";
import type { Focus } from "../trails";
import { quotationsOf } from "../trails";
import { AnswerText } from "./AnswerText";
import { Attribution } from "./Attribution";
import { FeeFlow } from "./FeeFlow";
import { Loaded } from "./Loaded";
import { ReceiptName } from "./Names";
import { Proof } from "./Proof";
import type { Picture } from "./picture";
import { same } from "./picture";
import { Quotations } from "./Quotations";
import { Sources } from "./Sources";

const WAITING_MILLIS = 700;

/** A receipt in full; asked for again and again until the attribution is there. */
export function Shaped({ id }: { id: string }) {
  const detail = useQuery({
    queryKey: ["receipt", id],
    queryFn: () => get<ReceiptDetail>(`/api/receipts/${id}`),
    refetchInterval: (query) => (query.state.data && isFinal(query.state.data) ? false : WAITING_MILLIS),
  });
  return <Loaded query={detail}>{(data) => <Whole key={data.state} detail={data} />}</Loaded>;
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
        <Proof detail={detail} />
      </div>
    </div>
  ) : (
    <div className="stack">
      <section>
        <Question detail={detail} />
        <p className="answer">{detail.answer}</p>
      </section>
      <Waiting detail={detail} />
    </div>
  );
}

/**
 * The trails from an answer to what shaped it, as one picture: what is pointed at in one of them is lit in all. Pointing shows for
 * as long as it lasts; choosing, by click or Enter, stays until Escape.
 */
function Trails({ detail, receipt }: { detail: ReceiptDetail; receipt: Receipt }) {
  const quotations = useMemo(() => quotationsOf(detail), [detail]);
  const [chosen, setChosen] = useState<Focus | null>(null);
  const [pointed, setPointed] = useState<Focus | null>(null);
  const picture: Picture = {
    detail,
    receipt,
    quotations,
    chosen,
    lit: pointed ?? chosen,
    point: setPointed,
    choose: (focus) => {
      setPointed(null);
      setChosen(same(focus, chosen) ? null : focus);
    },
  };
  useEffect(() => {
    const letGo = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      setPointed(null);
      setChosen(null);
    };
    document.addEventListener("keydown", letGo);
    return () => document.removeEventListener("keydown", letGo);
  }, []);
  return (
    <div className="stack">
      <section className="beside" aria-label="The answer, and rows that have its words">
        <div>
          <Question detail={detail} />
          <AnswerText {...picture} />
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
          ? `Nothing was charged, and there is no receipt${detail.failure ? `: ${detail.failure}` : ""}.`
          : "Being measured: the shares appear here as soon as they are known."}
      </p>
    </section>
  );
}
