import type { CSSProperties, KeyboardEvent } from "react";
import { nameOf } from "../format";
import { SAYS } from "../says";
import type { Quotation } from "../trails";
import { holderOf, isOf, piecesOf, strength } from "../trails";
import type { Picture } from "./picture";
import { colour } from "./Shares";

/** An answer with the parts that also stand, word for word, in contributed rows: the deeper the colour, the rarer the words. */
export function AnswerText({ detail, quotations, lit, chosen, point, choose }: Picture) {
  if (detail.tokens.length === 0) {
    return (
      <p className="say" data-testid="private">
        {detail.answer || (detail.erased ? SAYS.erasedAnswer : detail.sees === "own" ? SAYS.privateOwn : SAYS.private)}
      </p>
    );
  }
  return (
    <>
      <p className="answer" data-testid="answer">
        {piecesOf(detail.tokens, quotations, chosen).map(({ start, text, quotation }) => {
          const found = quotation === null ? undefined : quotations[quotation];
          if (!found || quotation === null) return <span key={start}>{text}</span>;
          const focus = { shares: found.holders, quotation };
          const chooseIt = () => choose(focus);
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button element cannot break across lines, as words of an answer do
            <mark
              key={start}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the quotation is its own switch
              role="button"
              tabIndex={0}
              className={isOf(found, lit) ? `w${strength(found, quotations)}` : "w0"}
              aria-pressed={chosen?.quotation === quotation}
              aria-describedby="quoted"
              title={titleOf(found, detail)}
              style={{ "--c": colour(holderOf(found, lit)) } as CSSProperties}
              onClick={chooseIt}
              onMouseEnter={() => point({ shares: found.holders })}
              onMouseLeave={() => point(null)}
              onKeyDown={(event) => onEnter(event, chooseIt)}
            >
              {text}
            </mark>
          );
        })}
      </p>
      <p className="say" id="quoted">
        {quotations.length > 0
          ? "Highlighted words appear verbatim in contributed rows, six tokens or more in a row. The deeper the colour, the rarer the words. This is quotation, not cause: it changes no share. Click a highlight to see its source; press Esc to clear."
          : "No part of this answer appears verbatim in the training rows. The shares below do not need that; they measure causes."}
      </p>
    </>
  );
}

function titleOf(quotation: Quotation, detail: Picture["detail"]): string {
  const names = quotation.holders.map((holder) => nameOf(detail, holder)).join(", ");
  const bits = quotation.bits === null ? "" : `, ${quotation.bits.toFixed(0)} bits`;
  return `${quotation.length} tokens${bits}, in rows of ${names}`;
}

export function onEnter(event: KeyboardEvent, act: () => void) {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    act();
  }
}
