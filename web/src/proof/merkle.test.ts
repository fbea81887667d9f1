import { expect, test } from "vitest";
import { concat, hex, keccak256, unhex } from "./bytes";
import { claims } from "./merkle";

const first = `0x${"00".repeat(20)}`;
const last = `0x${"ff".repeat(20)}`;
const anna = `0x${"11".repeat(20)}`;
const ben = `0x${"22".repeat(20)}`;
const annaWei = 5_000_000_000_000_000_000n;
const benWei = 2_500_000_000_000_000_000n;
// The same vector as the contracts' and the verifier's.
const root = unhex("bfa06c55f7552fca7238ca99255d90b1a0a32a607eef5c46de29e440e6a41a9a");

const word = (value: bigint, bytes: number) => unhex(value.toString(16).padStart(2 * bytes, "0"));
const leaf = (account: string, wei: bigint) => keccak256(new Uint8Array(12), unhex(account), word(wei, 32));
const step = (side: number, hash: Uint8Array, sum: bigint) => concat(Uint8Array.of(side), hash, word(sum, 16));
const right = keccak256(leaf(ben, benWei), leaf(last, 0n), word(benWei, 16), word(0n, 16));
const path = [step(1, leaf(first, 0n), 0n), step(0, right, benWei)];

test("a claim of a tree with sums leads to its root", () => {
  expect(claims(anna, annaWei, path, root)).toBe(true);
});

test("no other claim does", () => {
  expect(claims(anna, annaWei + 1n, path, root)).toBe(false);
  expect(claims(ben, annaWei, path, root)).toBe(false);
  expect(claims(anna, annaWei, path.slice(1), root)).toBe(false);
  expect(claims(anna, annaWei, [step(2, leaf(first, 0n), 0n), path[1] as Uint8Array], root)).toBe(false);
  for (let at = 0; at < path.length; at++) {
    for (let byte = 0; byte < 49; byte++) {
      const changed = path.map((each) => Uint8Array.from(each));
      const one = changed[at] as Uint8Array;
      one[byte] = (one[byte] as number) ^ 1;
      expect(claims(anna, annaWei, changed, root), hex(one)).toBe(false);
    }
  }
});
