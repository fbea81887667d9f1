/** What the parts of one receipt's picture share: the answer, its rows, its shares, and what the reader points at. */
import type { Receipt, ReceiptDetail } from "../api";
import type { Focus, Quotation } from "../trails";

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

export function same(one: Focus | null, other: Focus | null): boolean {
  return one?.quotation === other?.quotation && one?.shares.join() === other?.shares.join();
}

/** What a contributor has of an answer's fee in one role: paid with it, or waiting for the epoch's audit. */
export function gweiOf({ receipt }: Picture, role: "contributor" | "waiting", contributor: string): number {
  return receipt.payments
    .filter((payment) => payment.role === role && payment.account === contributor)
    .reduce((sum, payment) => sum + payment.gwei, 0);
}
