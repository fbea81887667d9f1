import type { ReceiptDetail, Share } from "../api";
import { colour } from "./Shares";

export interface Match {
  share: Share;
  index: number;
  span: Share["spans"][number];
}

/** The longest quotation that covers each token, so that every token has at most one colour. */
function longestBy(tokens: number, shares: Share[]): (Match | null)[] {
  const cover: (Match | null)[] = new Array<Match | null>(tokens).fill(null);
  shares.forEach((share, index) => {
    for (const span of share.spans) {
      for (let at = span.start; at < Math.min(span.start + span.length, tokens); at++) {
        const before = cover[at];
        if (!before || before.span.length < span.length) cover[at] = { share, index, span };
      }
    }
  });
  return cover;
}

/** An answer with the parts that also stand, word for word, in contributed rows. */
export function AnswerText({
  detail,
  selected,
  onSelect,
}: {
  detail: ReceiptDetail;
  selected: Match | null;
  onSelect: (match: Match) => void;
}) {
  const shares = detail.receipt?.attribution.shares ?? [];
  const cover = longestBy(detail.tokens.length, shares);
  const pieces: { text: string; match: Match | null }[] = [];
  detail.tokens.forEach((token, at) => {
    const match = cover[at] ?? null;
    const last = pieces.at(-1);
    if (last && last.match?.span === match?.span) last.text += token.text;
    else pieces.push({ text: token.text, match });
  });
  return (
    <p className="answer" data-testid="answer">
      {pieces.map(({ text, match }, at) =>
        match ? (
          <mark
            key={at}
            role="button"
            tabIndex={0}
            aria-pressed={selected?.span === match.span}
            style={{ "--c": colour(match.index) } as React.CSSProperties}
            onClick={() => onSelect(match)}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === " ") {
                event.preventDefault();
                onSelect(match);
              }
            }}
          >
            {text}
          </mark>
        ) : (
          <span key={at}>{text}</span>
        ),
      )}
    </p>
  );
}
