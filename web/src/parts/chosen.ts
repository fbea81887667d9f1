import { useAddress } from "../address";
import type { ReceiptDetail } from "../api";
import type { Focus, Quotation } from "../trails";

/**
 * The part of an answer that the reader chose, kept in the address: `words` are the first token and the number of tokens of a
 * quotation, `by` is a contributor.
 */
export function useChosen(
  detail: ReceiptDetail,
  quotations: Quotation[],
): [chosen: Focus | null, choose: (focus: Focus | null) => void] {
  const { state, change } = useAddress();
  const shares = detail.receipt?.attribution.shares ?? [];
  const quotation = quotations.findIndex((each) => wordsOf(each) === state.words);
  const share = shares.findIndex(({ contributor }) => contributor === state.by);
  const found = quotations[quotation];
  const chosen = found ? { shares: found.holders, quotation } : share >= 0 ? { shares: [share] } : null;
  const choose = (focus: Focus | null) => {
    const words = quotations[focus?.quotation ?? -1];
    const by = words ? undefined : shares[focus?.shares[0] ?? -1]?.contributor;
    change({ words: words && wordsOf(words), by }, { replaces: true });
  };
  return [chosen, choose];
}

function wordsOf({ start, length }: Quotation): string {
  return `${start}-${length}`;
}
