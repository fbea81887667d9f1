import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ReceiptFile } from "../api";
import { checkReceiptFile } from "./receipt";

// a whole file made by the verifier's own tests with throwaway keys: Java wrote it, this code must accept it
const accepted = readFileSync(new URL("./accepted.json", import.meta.url), "utf8");
// one from before pay waited for an audit: such receipts stay true
const atOnce = readFileSync(new URL("./at-once.json", import.meta.url), "utf8");
const failures = (text: string) => checkReceiptFile(text).filter((check) => check.ok === false);

test("a whole file is accepted by every check", () => {
  expect(checkReceiptFile(accepted).map((check) => [check.name, check.ok])).toEqual(
    ["canonical", "sums", "signature", "inclusion", "anchor", "opening", "quotations", "payout", "seal"].map((name) => [
      name,
      name === "quotations" ? null : true, // this file shows no row
    ]),
  );
});

test("a file from before pay waited is accepted", () => {
  expect(failures(atOnce)).toEqual([]);
  expect(atOnce).not.toContain("waiting");
});

test("payments that do not follow from the shares are refused", () => {
  for (const text of [accepted, atOnce]) {
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
