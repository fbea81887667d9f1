/** What the parts of one receipt's picture share: the answer, its rows, its shares, and what the reader points at. */
import { useEffect, useMemo, useState } from "react";
import type { Receipt, ReceiptDetail } from "../api";
import type { Focus, Quotation } from "../trails";
import { quotationsOf } from "../trails";
import { useChosen } from "./chosen";

/** What every part of the picture is given. `lit` is what to highlight, `chosen` what the reader stays with. */
export interface Picture {
  detail: ReceiptDetail;
  receipt: Receipt;
  quotations: Quotation[];
  chosen: Focus | null;
  lit: Focus | null;
  point: (focus: Focus | null) => void;
  choose: (focus: Focus | null) => void;
}

/**
 * A picture in which what is pointed at in one part is lit in all. Pointing shows for as long as it lasts; choosing, by click or
 * Enter, stays until Escape.
 */
export function usePicture(detail: ReceiptDetail, receipt: Receipt): Picture {
  const quotations = useMemo(() => quotationsOf(detail), [detail]);
  const [chosen, setChosen] = useChosen(detail, quotations);
  const [pointed, setPointed] = useState<Focus | null>(null);
  useEffect(() => {
    const letGo = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      setPointed(null);
      if (chosen) setChosen(null);
    };
    document.addEventListener("keydown", letGo);
    return () => document.removeEventListener("keydown", letGo);
  });
  const choose = (focus: Focus | null) => {
    setPointed(null);
    setChosen(same(focus, chosen) ? null : focus);
  };
  return { detail, receipt, quotations, chosen, lit: pointed ?? chosen, point: setPointed, choose };
}

function same(one: Focus | null, other: Focus | null): boolean {
  return one?.quotation === other?.quotation && one?.shares.join() === other?.shares.join();
}

/** What a contributor has of an answer's fee in one role: paid with it, or waiting for the epoch's audit. */
export function gweiOf({ receipt }: Picture, role: "contributor" | "waiting", contributor: string): number {
  return receipt.payments
    .filter((payment) => payment.role === role && payment.account === contributor)
    .reduce((sum, payment) => sum + payment.gwei, 0);
}
