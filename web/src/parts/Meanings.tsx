import { Fragment } from "react";
import type { Term } from "../words";
import { WORDS } from "../words";

/** The terms that the table needs, in its order. */
const MEANINGS: Term[] = [
  "share",
  "support",
  "carried",
  "effect",
  "interval",
  "base",
  "unattributed",
  "paid",
  "held",
  "quoted",
  "sure",
];

/** What the numbers of a receipt mean. */
export default function Meanings() {
  return (
    <dl className="meanings">
      {MEANINGS.map((term) => (
        <Fragment key={term}>
          <dt>{WORDS[term].label}</dt>
          <dd>{WORDS[term].help}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
