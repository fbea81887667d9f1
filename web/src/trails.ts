/** What an answer has in common with contributed rows, as the page draws it. Quotations are evidence; they change no share. */
import type { Evidence, ReceiptDetail, Share, Token } from "./api";

/**
 * A part of the answer that stands word for word in rows of one contributor or of several.
 *
 * `holders` are places in the receipt's shares, largest share first. `weight` is the information of its words, divided by how many
 * contributors have them, so that a phrase that everybody has counts little; without the index it is the number of tokens.
 */
export interface Quotation {
  start: number;
  length: number;
  text: string;
  count: number;
  bits: number | null;
  weight: number;
  holders: number[];
  rows: { leaf: string; share: number }[];
}

/** A row that holds quotations, in the order in which it is worth reading. */
export interface HoldingRow {
  leaf: string;
  share: number;
  quotations: number[];
  weight: number;
}

/** What the reader points at: contributors by their place in the receipt, and perhaps one quotation. */
export interface Focus {
  shares: number[];
  quotation?: number;
}

/** A run of the answer's text of one look, from one token on. */
export interface Piece {
  start: number;
  text: string;
  quotation: number | null;
}

/** The distinct quotations of all shares, from left to right. */
export function quotationsOf(detail: ReceiptDetail): Quotation[] {
  const found = new Map<string, Quotation>();
  (detail.receipt?.attribution.shares ?? []).forEach((share, index) => {
    for (const span of evidenceOf(detail, share).spans) {
      const key = `${span.start}+${span.length}`;
      const known = found.get(key) ?? begin(detail.tokens, span);
      known.holders.push(index);
      known.rows.push(...span.rows.map((leaf) => ({ leaf, share: index })));
      found.set(key, known);
    }
  });
  const all = [...found.values()];
  for (const each of all) each.weight = (each.bits ?? each.length) / each.holders.length;
  return all.sort((a, b) => a.start - b.start || a.length - b.length);
}

/** What the reader may see of the evidence for a share. */
export function evidenceOf({ evidence }: ReceiptDetail, { contributor }: Share): Evidence {
  return evidence.shares.find((each) => each.contributor === contributor) ?? { contributor, rows: [], spans: [] };
}

function begin(tokens: Token[], span: Evidence["spans"][number]): Quotation {
  const own = tokens.slice(span.start, span.start + span.length);
  const known = own.length > 0 && own.every((token) => token.bits !== undefined);
  return {
    start: span.start,
    length: span.length,
    text: own.map((token) => token.text).join(""),
    count: span.count,
    bits: known ? own.reduce((sum, token) => sum + (token.bits ?? 0), 0) : null,
    weight: 0,
    holders: [],
    rows: [],
  };
}

/** How strongly a quotation is coloured, 1 to 4, by its weight beside the heaviest one. */
export function strength(quotation: Quotation, all: Quotation[]): number {
  const heaviest = Math.max(...all.map((each) => each.weight), Number.MIN_VALUE);
  return Math.min(4, 1 + Math.floor((4 * quotation.weight) / heaviest));
}

/**
 * The answer's text cut where the quotation over it changes: at each token the heaviest one. Once contributors are chosen, only
 * theirs count; a chosen quotation lies over all others.
 */
export function piecesOf(tokens: Token[], quotations: Quotation[], chosen: Focus | null): Piece[] {
  const cover: (number | null)[] = new Array<number | null>(tokens.length).fill(null);
  const order = quotations.map((_, index) => index).sort((a, b) => weightOf(quotations, a) - weightOf(quotations, b));
  if (chosen?.quotation !== undefined) order.push(chosen.quotation);
  for (const index of order) {
    const quotation = quotations[index];
    if (!quotation || !isOf(quotation, chosen)) continue;
    cover.fill(index, quotation.start, quotation.start + quotation.length);
  }
  const pieces: Piece[] = [];
  tokens.forEach((token, start) => {
    const quotation = cover[start] ?? null;
    const last = pieces.at(-1);
    if (last && last.quotation === quotation) last.text += token.text;
    else pieces.push({ start, text: token.text, quotation });
  });
  return pieces;
}

/** Whether one of these contributors has the words; everybody, when nobody is pointed at. */
export function isOf(quotation: Quotation, focus: Focus | null): boolean {
  return focus === null || quotation.holders.some((holder) => focus.shares.includes(holder));
}

/** Whose colour a quotation has: a holder who is pointed at, else the one with the largest share. */
export function holderOf(quotation: Quotation, focus: Focus | null): number {
  return quotation.holders.find((holder) => focus?.shares.includes(holder)) ?? quotation.holders[0] ?? 0;
}

function weightOf(quotations: Quotation[], index: number): number {
  return quotations[index]?.weight ?? 0;
}

/** The rows that hold quotations: those that say most first. */
export function holdingRows(quotations: Quotation[], focus: Focus | null): HoldingRow[] {
  const rows = new Map<string, HoldingRow>();
  quotations.forEach((quotation, index) => {
    if (focus?.quotation !== undefined && focus.quotation !== index) return;
    for (const { leaf, share } of quotation.rows) {
      if (focus && !focus.shares.includes(share)) continue;
      const row = rows.get(leaf) ?? { leaf, share, quotations: [], weight: 0 };
      row.quotations.push(index);
      row.weight += quotation.weight;
      rows.set(leaf, row);
    }
  });
  return [...rows.values()].sort((a, b) => b.weight - a.weight);
}

/** A part of a row's text, from one character on, which the answer has too or has not. */
export interface Words {
  at: number;
  text: string;
  shared: boolean;
}

/** A row's text cut into what the answer has too and what it has not; long rows only around it. */
export function sharedWords(row: string, quoted: string[], around = 220): Words[] {
  const marks = quoted
    .map((text) => extentOf(row, text))
    .filter((extent) => extent !== null)
    .sort((a, b) => a.from - b.from);
  const pieces: Words[] = [];
  const first = marks[0]?.from ?? 0;
  const last = marks.reduce((end, mark) => Math.max(end, mark.to), 0);
  const from = first > around ? first - around : 0;
  const to = marks.length > 0 && row.length > last + around ? last + around : Math.min(row.length, last + 2 * around);
  let at = from;
  if (from > 0) pieces.push({ at: 0, text: "…", shared: false });
  for (const mark of marks) {
    if (mark.from > at) pieces.push({ at, text: row.slice(at, mark.from), shared: false });
    at = Math.max(at, mark.from);
    if (mark.to > at) pieces.push({ at, text: row.slice(at, mark.to), shared: true });
    at = Math.max(at, mark.to);
  }
  if (to > at) pieces.push({ at, text: row.slice(at, to), shared: false });
  if (to < row.length) pieces.push({ at: to, text: "…", shared: false });
  return pieces;
}

/** Where words stand in a row. A quotation may begin with the space before its first word, which a row's first word lacks. */
function extentOf(row: string, text: string): { from: number; to: number } | null {
  for (const words of [text, text.trim()]) {
    const from = words ? row.indexOf(words) : -1;
    if (from >= 0) return { from, to: from + words.length };
  }
  return null;
}
