import { expect, test } from "vitest";
import type { ReceiptDetail } from "./api";
import { holderOf, holdingRows, isOf, piecesOf, quotationsOf, sharedWords, strength } from "./trails";

const words = ["the", " salt", " of", " the", " earth", " is", " salt"];

/** Two contributors hold tokens 0 to 3, of 4 bits; one alone holds tokens 3 to 6, of 40 bits. */
function detail(bits = [1, 1, 1, 1, 19, 10, 10]): ReceiptDetail {
  let end = 0;
  const tokens = words.map((text, at) => {
    const start = end;
    end += text.length;
    return { text, start, end, ...(bits[at] === undefined ? {} : { bits: bits[at] }) };
  });
  const common = { start: 0, length: 4, count: 2, rows: ["a1"] };
  const shares = [
    { contributor: "a", rows: [], spans: [common] },
    {
      contributor: "b",
      rows: [],
      spans: [
        { ...common, rows: ["b1"] },
        { start: 3, length: 4, count: 1, rows: ["b2", "b1"] },
      ],
    },
  ];
  return {
    tokens,
    receipt: { attribution: { shares } },
    evidence: { shares, sources: [] },
  } as unknown as ReceiptDetail;
}

test("what several have weighs less for each of them", () => {
  const [common, rare] = quotationsOf(detail());
  expect(common).toMatchObject({ text: "the salt of the", bits: 4, weight: 2, holders: [0, 1] });
  expect(rare).toMatchObject({ text: " the earth is salt", bits: 40, weight: 40, holders: [1] });
  expect(strength(common!, [common!, rare!])).toBe(1);
  expect(strength(rare!, [common!, rare!])).toBe(4);
});

test("without the index a quotation weighs its tokens", () => {
  expect(quotationsOf(detail([])).map(({ bits, weight }) => ({ bits, weight }))).toEqual([
    { bits: null, weight: 2 },
    { bits: null, weight: 4 },
  ]);
});

test("each word has the look of the heaviest quotation over it, and pieces are the whole answer", () => {
  const { tokens } = detail();
  const quotations = quotationsOf(detail());
  expect(piecesOf(tokens, quotations, null)).toEqual([
    { start: 0, text: "the salt of", quotation: 0 },
    { start: 3, text: " the earth is salt", quotation: 1 },
  ]);
  expect(piecesOf(tokens, [], null)).toEqual([{ start: 0, text: words.join(""), quotation: null }]);
});

test("choosing a contributor shows all of theirs and nobody else's", () => {
  const { tokens } = detail();
  const quotations = quotationsOf(detail());
  expect(piecesOf(tokens, quotations, { shares: [0] })).toEqual([
    { start: 0, text: "the salt of the", quotation: 0 },
    { start: 4, text: " earth is salt", quotation: null },
  ]);
  expect(piecesOf(tokens, quotations, { shares: [0, 1], quotation: 0 })[0]?.text).toBe("the salt of the");
  expect(isOf(quotations[1]!, { shares: [0] })).toBe(false);
  expect(holderOf(quotations[0]!, { shares: [1] })).toBe(1);
  expect(holderOf(quotations[0]!, null)).toBe(0);
});

test("rows come once, with all they hold, the heaviest first", () => {
  const quotations = quotationsOf(detail());
  expect(holdingRows(quotations, null)).toEqual([
    { leaf: "b1", share: 1, quotations: [0, 1], weight: 42 },
    { leaf: "b2", share: 1, quotations: [1], weight: 40 },
    { leaf: "a1", share: 0, quotations: [0], weight: 2 },
  ]);
  expect(holdingRows(quotations, { shares: [0] }).map((row) => row.leaf)).toEqual(["a1"]);
});

test("shared words are marked, overlaps once, and long rows are cut around them", () => {
  const row = `${"x".repeat(300)} salt of the earth ${"y".repeat(300)}`;
  const pieces = sharedWords(row, [" salt of the", " the earth"], 10);
  expect(
    pieces
      .filter((piece) => piece.shared)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(" salt of the earth");
  expect(pieces[0]).toMatchObject({ text: "…", shared: false });
  expect(pieces.at(-1)).toMatchObject({ text: "…", shared: false });
  expect(sharedWords("Salt is good.", [" Salt is"])[0]).toMatchObject({ text: "Salt is", shared: true });
  expect(sharedWords("Nothing here.", ["absent"])).toEqual([{ at: 0, text: "Nothing here.", shared: false }]);
  const places = pieces.map((piece) => piece.at);
  expect(new Set(places).size).toBe(places.length);
});
