import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import { useState } from "react";
import { count, money, nameOf, percent } from "../format";
import { SAYS } from "../says";
import type { HoldingRow } from "../trails";
import { evidenceOf, holdingRows, sharedWords } from "../trails";
import { AccountName } from "./Names";
import type { Picture } from "./picture";
import { gweiOf } from "./picture";
import { colour } from "./Shares";

const FIRST = 4;
const NEAREST = 3;

/** The rows beside the answer: those that hold its words, or the nearest of a contributor who has none of them. */
export function Quotations(picture: Picture) {
  const { quotations, chosen, choose } = picture;
  const [all, setAll] = useState(false);
  const rows = holdingRows(quotations, chosen);
  if (rows.length === 0 && !chosen) return null;
  return (
    <div className="rows" aria-live="polite" data-testid="evidence">
      <h2>
        {chosen
          ? `Rows of ${chosen.shares.map((share) => nameOf(picture.detail, share)).join(" and ")}`
          : "Rows with the same words"}
        {chosen && (
          <button type="button" className="quiet" onClick={() => choose(null)}>
            show all
          </button>
        )}
      </h2>
      {rows.slice(0, all ? rows.length : FIRST).map((row) => (
        <Held key={row.leaf} row={row} picture={picture} />
      ))}
      {rows.length > FIRST && !all && (
        <button type="button" className="quiet" onClick={() => setAll(true)}>
          {count(rows.length - FIRST)} more rows
        </button>
      )}
      {rows.length === 0 && chosen && <Nearest picture={picture} share={chosen.shares[0] ?? 0} />}
    </div>
  );
}

/** One row that holds words of the answer. */
function Held({ row, picture }: { row: HoldingRow; picture: Picture }) {
  const { quotations, detail, receipt, lit, point } = picture;
  const share = receipt.attribution.shares[row.share];
  const held = row.quotations.flatMap((index) => quotations[index] ?? []);
  const longest = Math.max(...held.map((each) => each.length));
  const places = Math.max(...held.map((each) => each.count));
  const bits = held.every((each) => each.bits !== null) ? held.reduce((sum, each) => sum + (each.bits ?? 0), 0) : null;
  return (
    <article
      className={lit && !lit.shares.includes(row.share) ? "row dim" : "row"}
      style={{ "--c": colour(row.share) } as CSSProperties}
      onMouseEnter={() => point({ shares: [row.share] })}
      onMouseLeave={() => point(null)}
    >
      <div className="small">
        <RowName picture={picture} leaf={row.leaf} share={row.share} />, matched {count(longest)} tokens
        {bits !== null && ` of ${bits.toFixed(0)} bits`} · share {percent(share?.ppm ?? 0)}, paid{" "}
        {pay(picture, share?.contributor ?? "")}
      </div>
      <RowWords text={detail.rows[row.leaf]?.text} quoted={held.map((each) => each.text)} />
      {places > 1 && <div className="small">The same words appear in {count(places)} places of the training rows.</div>}
    </article>
  );
}

/** Rows by closeness, for a contributor with no words of the answer. */
function Nearest({ picture, share }: { picture: Picture; share: number }) {
  const { detail, receipt } = picture;
  const of = receipt.attribution.shares[share];
  const { rows } = of ? evidenceOf(detail, of) : { rows: [] };
  if (rows.length === 0 && detail.sees !== "all") return <p className="small">{SAYS.privateRows}</p>;
  return (
    <>
      <p className="small">
        Nothing of this answer appears in them verbatim.{" "}
        {rows.length > 0 &&
          "These are the nearest rows, by the words they have in common. Nearness is no cause, and pays nothing by itself."}
      </p>
      {rows.slice(0, NEAREST).map((row) => (
        <article key={row.leaf} className="row" style={{ "--c": colour(share) } as CSSProperties}>
          <div className="small">
            <RowName picture={picture} leaf={row.leaf} share={share} />, {percent(row.scorePpm)} of its contributor's
            nearness
          </div>
          <RowWords text={picture.detail.rows[row.leaf]?.text} quoted={[]} />
        </article>
      ))}
    </>
  );
}

function RowName({ picture, leaf, share }: { picture: Picture; leaf: string; share: number }) {
  const row = picture.detail.rows[leaf];
  const contributor = picture.receipt.attribution.shares[share]?.contributor ?? "";
  return (
    <>
      <Link to="/rows/$leaf" params={{ leaf }}>
        Row {row?.position !== undefined ? count(row.position) : leaf.slice(0, 8)}
      </Link>
      {row?.datanetName && ` of ${row.datanetName}`}, by{" "}
      <AccountName address={contributor} name={picture.detail.names[contributor]} />
      {row && `, ${row.licence}`}
    </>
  );
}

function RowWords({ text, quoted }: { text: string | undefined; quoted: string[] }) {
  if (!text) return <div>{SAYS.erased}</div>;
  return (
    <div className="words">
      {sharedWords(text, quoted).map((piece) =>
        piece.shared ? <b key={piece.at}>{piece.text}</b> : <span key={piece.at}>{piece.text}</span>,
      )}
    </div>
  );
}

function pay(picture: Picture, contributor: string): string {
  const waiting = gweiOf(picture, "waiting", contributor);
  return `${money(gweiOf(picture, "contributor", contributor))}${waiting > 0 ? `, ${money(waiting)} ${picture.detail.epoch ? "was held" : "is held"}` : ""}`;
}
