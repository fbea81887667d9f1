import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { calldata, decode, EVENTS, encode, FUNCTIONS, type Value } from "./contracts";
import { phaseOf } from "./court/Cases";
import { weiOf } from "./court/Deciding";

const hash = (text: string) => bytesToHex(keccak_256(utf8ToBytes(text)));

test("functions and events are found by the hashes of their names and types", () => {
  for (const [name, selector] of Object.entries(FUNCTIONS))
    expect([name, selector]).toEqual([name, `0x${hash(name).slice(0, 8)}`]);
  for (const [name, topic] of Object.entries(EVENTS)) expect([name, topic]).toEqual([name, `0x${hash(name)}`]);
});

test("a call is as the example of Solidity's specification has it", () => {
  // f(uint256,uint32[],bytes10,bytes) with (0x123, [0x456, 0x789], …, "Hello, world!"), without the padded bytes10
  const hello = "0x48656c6c6f2c20776f726c6421";
  expect(encode(["uint256", "uint256[]", "bytes"], [0x123n, [0x456n, 0x789n], hello])).toBe(
    [
      "123".padStart(64, "0"),
      "60".padStart(64, "0"),
      "c0".padStart(64, "0"),
      "2".padStart(64, "0"),
      "456".padStart(64, "0"),
      "789".padStart(64, "0"),
      "d".padStart(64, "0"),
      hello.slice(2).padEnd(64, "0"),
    ].join(""),
  );
});

test("what is encoded is decoded the same, for 500 random values of a seed", () => {
  let state = 20261130;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  const digits = (count: number) => Array.from({ length: count }, () => random(16).toString(16)).join("");
  const KINDS = ["uint256", "address", "bool", "bytes32", "string", "bytes", "(uint16,uint16)", "(uint256,string)"];
  const madeOf = (type: string): Value => {
    if (type.endsWith("[]")) return Array.from({ length: random(4) }, () => madeOf(type.slice(0, -2)));
    if (type === "(uint16,uint16)") return [BigInt(random(65_536)), BigInt(random(65_536))];
    if (type === "(uint256,string)") return [BigInt(random(1_000)), "ü".repeat(random(40))];
    if (type === "uint256") return BigInt(`0x${digits(64)}`);
    if (type === "address") return `0x${digits(40)}`;
    if (type === "bool") return random(2) === 1;
    if (type === "bytes32") return `0x${digits(64)}`;
    return type === "string" ? "ä€𝄞 a".repeat(random(12)) : `0x${digits(2 * random(70))}`;
  };
  for (let round = 0; round < 500; round++) {
    const types = Array.from({ length: 1 + random(5) }, () => (KINDS[random(8)] ?? "") + (random(3) === 0 ? "[]" : ""));
    const values = types.map(madeOf);
    expect(decode(types, encode(types, values)), `${types} in round ${round}`).toEqual(values);
  }
});

test("what does not fit into a call is refused", () => {
  expect(() => calldata("buy(uint256)", -1n)).toThrow("does not fit");
  expect(() => calldata("buy(uint256)", 2n ** 256n)).toThrow("does not fit");
  expect(() => calldata("buy(uint256)")).toThrow("1 values are needed");
  expect(() => decode(["uint256"], "0x")).toThrow("cut off");
});

test("an amount is exact to the wei, and nothing else is one", () => {
  expect(weiOf("2.5")).toBe(2_500_000_000_000_000_000n);
  expect(weiOf("0.000000000000000001")).toBe(1n);
  for (const none of ["", "0", "0.0", "-1", "1e3", "1,5", "0.0000000000000000001", " 1"])
    expect(weiOf(none)).toBeUndefined();
});

test("each second of a case has one thing to do, as the contract has it", () => {
  const ends: [number, number, number, number, number] = [10, 20, 30, 40, 50];
  const phase = (now: number, answered: boolean, appeal = "none") =>
    phaseOf({ ends, answered, appeal, closed: false }, now)[0];
  expect([0, 9, 10, 39, 40].map((now) => phase(now, false))).toEqual(["answer", "answer", "appeal", "appeal", "close"]);
  expect([0, 10, 20, 30, 40].map((now) => phase(now, true))).toEqual([
    "answered",
    "commit",
    "reveal",
    "appeal",
    "close",
  ]);
  expect([35, 45, 50].map((now) => phase(now, true, "open"))).toEqual(["decide", "decide", "close"]);
});
