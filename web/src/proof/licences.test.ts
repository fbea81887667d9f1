import { expect, test } from "vitest";
import { buyCalls } from "./licences";

const address = (digit: string) => `0x${digit.repeat(40)}`;
const asked = { licences: address("1"), wrappedOpen: address("2"), token: "7", version: 3, holder: address("a") };
const termsId = `0x${"cd".repeat(32)}`;
const word = (value: string) => value.padStart(64, "0");

test("buying is an allowance of the fee and a mint", () => {
  const [approve, mint, ...more] = buyCalls({ ...asked, offer: { termsId, feeWei: "255" } });
  expect(more).toEqual([]);
  // ERC-20's approve, as every wallet knows it
  expect(approve).toEqual({ to: asked.wrappedOpen, data: `0x095ea7b3${word("1".repeat(40))}${word("ff")}` });
  expect(mint?.to).toBe(asked.licences);
  expect(mint?.data.slice(10)).toBe(word("7") + word("3") + "cd".repeat(32) + word("a".repeat(40)) + word("1"));
});

test("what costs nothing needs no allowance", () => {
  expect(buyCalls({ ...asked, offer: { termsId, feeWei: "0" } }).map(({ to }) => to)).toEqual([asked.licences]);
});
