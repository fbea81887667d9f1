import type { ReceiptFile } from "../api";
import { concat, equal, hmacSha256, unhex, utf8 } from "./bytes";
import type { Json } from "./canonical";
import { canonical } from "./canonical";
import { includes, leafHash, rootOf } from "./merkle";

type Evidence = NonNullable<ReceiptFile["evidence"]>;
type Disclosure = NonNullable<ReceiptFile["disclosures"]>[number];
type Piece = { kind: string; contributor: string; content: Json };

const DOMAIN = utf8("openledger.evidence/1");
const SALT_BYTES = 16;

/** Whether rows, quotations and sources are those of a receipt's digest, under the salt of the opened conversation. */
export function isCommitted(evidence: Evidence, salt: string, root: string): boolean {
  const leaves = piecesOf(evidence).map((piece, index) => leafOf(piece, saltOf(salt, index)));
  return equal(rootOf(leaves), unhex(root));
}

/** Whether a single piece is under a receipt's digest, by its own salt. */
export function isDisclosed({ kind, contributor, content, salt, inclusion }: Disclosure, root: string): boolean {
  const leaf = leafOf({ kind, contributor, content: content as Json }, unhex(salt));
  return includes(leaf, inclusion.index, inclusion.treeSize, inclusion.hashes.map(unhex), unhex(root));
}

/** In the order of the tree: the places of all sources, each share's rows and quotations, the sources without their places. */
function piecesOf({ start, end, shares, sources }: Evidence): Piece[] {
  const places = sources.map((source) => ({ start: source.start, end: source.end }));
  return [
    { kind: "prompt", contributor: "", content: { start, end, places } },
    ...shares.flatMap(({ contributor, rows, spans }) => [
      ...rows.map((content) => ({ kind: "row", contributor, content })),
      ...spans.map((content) => ({ kind: "span", contributor, content })),
    ]),
    ...sources.map(({ number: _number, start: _start, end: _end, ...content }) => ({
      kind: "source",
      contributor: content.contributor,
      content,
    })),
  ];
}

function leafOf(piece: Piece, salt: Uint8Array): Uint8Array {
  return leafHash(concat(salt, utf8(canonical(piece))));
}

function saltOf(salt: string, index: number): Uint8Array {
  const place = new Uint8Array(4);
  new DataView(place.buffer).setUint32(0, index);
  return hmacSha256(unhex(salt), concat(DOMAIN, place)).slice(0, SALT_BYTES);
}
