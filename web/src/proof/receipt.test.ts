import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ReceiptFile } from "../api";
import { checkReceiptFile } from "./receipt";

// a whole file made by the verifier's own tests with throwaway keys: Java wrote it, this code must accept it
const accepted = readFileSync(new URL("./accepted.json", import.meta.url), "utf8");
// one from before pay waited for an audit: such receipts stay true
const atOnce = readFileSync(new URL("./at-once.json", import.meta.url), "utf8");
// receipts that commit to their evidence: opened, with one contributor's pieces, and as anybody sees them
const committed = readFileSync(new URL("./committed.json", import.meta.url), "utf8");
// a receipt that says how far rows support each share
const supported = readFileSync(new URL("./supported.json", import.meta.url), "utf8");
const disclosed = readFileSync(new URL("./disclosed.json", import.meta.url), "utf8");
const carried = readFileSync(new URL("./carried.json", import.meta.url), "utf8");
const closed = readFileSync(new URL("./closed.json", import.meta.url), "utf8");
const failures = (text: string) => checkReceiptFile(text).filter((check) => check.ok === false);

test("a whole file is accepted by every check", () => {
  expect(checkReceiptFile(accepted).map((check) => [check.name, check.ok])).toEqual(
    [
      "canonical",
      "sums",
      "signature",
      "inclusion",
      "anchor",
      "opening",
      "evidence",
      "quotations",
      "payout",
      "seal",
    ].map((name) => [
      name,
      name === "quotations" || name === "evidence" ? null : true, // this file shows no row, its receipt the evidence
    ]),
  );
});

test("a file that says support is accepted, and one whose share is not supported is refused", () => {
  expect(failures(supported)).toEqual([]);
  const file = JSON.parse(supported) as ReceiptFile;
  const share = file.receipt.attribution.shares[1];
  expect(share?.supportPpm).toBe(500_000);
  if (share) share.supportPpm = 400_000;
  const says = failures(JSON.stringify(file)).find((check) => check.name === "sums")?.says;
  expect(says).toContain("times its support");
});

test("a file that says what rows carry is accepted, and one whose support does not follow it is refused", () => {
  expect(failures(carried)).toEqual([]);
  const file = JSON.parse(carried) as ReceiptFile;
  const [first, second, third] = file.receipt.attribution.shares;
  expect([first, second, third].map((share) => share?.carriedPpm)).toEqual([900_000, 700_000, 500_000]);
  if (third) third.carriedPpm = 950_000;
  const says = failures(JSON.stringify(file)).find((check) => check.name === "sums")?.says;
  expect(says).toContain("whose rows carry less");
});

test("an answer that somebody's rows support is not withheld", () => {
  const file = JSON.parse(supported) as ReceiptFile;
  file.receipt.withheld = { minimumPpm: 500_000 };
  const says = failures(JSON.stringify(file)).find((check) => check.name === "sums")?.says;
  expect(says).toContain("was withheld although");
});

test("a file from before pay waited is accepted", () => {
  expect(failures(atOnce)).toEqual([]);
  expect(atOnce).not.toContain("waiting");
});

test("each level of a lineage is paid, and no other sum is accepted", () => {
  const lineage = readFileSync(new URL("./lineage.json", import.meta.url), "utf8");
  expect(failures(lineage)).toEqual([]);
  const file = JSON.parse(lineage) as ReceiptFile;
  expect(file.receipt.payments.filter(({ role }) => role === "royalty").map(({ gwei }) => gwei)).toEqual([
    10_000, 20_000,
  ]);
  expect(file.receipt.model.versions.map(({ licence }) => licence)).toEqual(["CC-BY-4.0", "CC0-1.0"]);
  const first = file.receipt.model.ancestors?.[0];
  if (first) first.bps += 1;
  expect(failures(JSON.stringify(file)).map((check) => check.name)).toContain("sums");
});

test("a receipt that commits to its evidence is accepted with and without it", () => {
  const outcome = (text: string) => checkReceiptFile(text).find((check) => check.name === "evidence")?.ok;
  for (const text of [committed, disclosed, closed]) expect(failures(text)).toEqual([]);
  expect([committed, disclosed, closed].map(outcome)).toEqual([true, true, null]);
});

test("an answer that is not the model's must be nobody's", () => {
  const sums = (change: (file: ReceiptFile) => void) => {
    const file = JSON.parse(accepted) as ReceiptFile;
    change(file);
    return checkReceiptFile(JSON.stringify(file)).find((check) => check.name === "sums");
  };
  const upstream = { name: "gpu-1", differenceNanonats: 4_000, toleranceNanonats: 4_000 };
  expect(sums((file) => (file.receipt.upstream = upstream))?.ok).toBe(true);
  const other = { ...upstream, differenceNanonats: 4_001 };
  expect(sums((file) => (file.receipt.upstream = other))?.says).toContain("credited to somebody");
});

test("any other evidence than the receipt commits to is refused", () => {
  const changes: [string, (file: ReceiptFile) => void][] = [
    [committed, (file) => file.evidence!.shares[0]!.spans[0]!.start++],
    [committed, (file) => file.evidence!.shares[0]!.rows.pop()],
    [committed, (file) => file.evidence!.sources[0]!.effectNanonats++],
    [committed, (file) => file.evidence!.sources[1]!.start++],
    [committed, (file) => delete file.evidence],
    [disclosed, (file) => (file.disclosures![0]!.salt = "00".repeat(16))],
    [disclosed, (file) => (file.disclosures![0]!.content.scorePpm = 1)],
    [disclosed, (file) => file.disclosures![1]!.inclusion.index++],
  ];
  for (const [text, change] of changes) {
    const file = JSON.parse(text) as ReceiptFile;
    change(file);
    const found = checkReceiptFile(JSON.stringify(file)).find((check) => check.name === "evidence");
    expect(found?.ok, String(change)).toBe(false);
  }
});

test("payments that do not follow from the shares are refused", () => {
  for (const text of [accepted, atOnce, committed, closed]) {
    const file = JSON.parse(text) as ReceiptFile;
    const { payments } = file.receipt;
    const [one, other] = payments.filter((payment) => payment.role === "contributor");
    if (!one || !other) throw new Error("the file pays fewer than two contributors");
    one.gwei += 1;
    other.gwei -= 1;
    expect(checkReceiptFile(JSON.stringify(file)).find((check) => check.name === "sums")?.says).toContain(
      "shares and split give",
    );
    one.gwei -= 1;
    other.gwei += 1;
    if (file.receipt.fee.rule) {
      delete file.receipt.fee.rule;
      expect(checkReceiptFile(JSON.stringify(file)).find((check) => check.name === "sums")?.ok).toBe(false);
    }
  }
});

test("every changed digit is refused", () => {
  // every 61st digit keeps this quick: each takes a few signatures to refuse
  const digits = [...accepted.matchAll(/[0-9]/g)].map((match) => match.index).filter((_, at) => at % 61 === 0);
  for (const at of digits) {
    const digit = (Number(accepted[at]) + 1) % 10;
    expect(failures(accepted.slice(0, at) + digit + accepted.slice(at + 1)), `position ${at}`).not.toEqual([]);
  }
}, 60_000);

test("what is not JSON is refused", () => {
  expect(failures("{")).not.toEqual([]);
  expect(failures("null")).not.toEqual([]);
});
