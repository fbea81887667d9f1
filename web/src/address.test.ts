import { expect, test } from "vitest";
import { keyOf, ofTable, parseState, printState, stateOf } from "./address";

test("a state that is printed and read again is the same", () => {
  const state = { q: 'a "b" & c=1, ä', "rows.sort": "-timeMillis", "rows.columns": "id,fee", page: "2" };
  expect(parseState(printState(state))).toEqual(state);
  expect(printState(state)).toContain("rows.columns=id,fee");
});

test("numbers and hashes stay the texts that they were", () => {
  const state = { q: "12345678901234567890", by: "0x10", words: "true" };
  expect(parseState(printState(state))).toEqual(state);
});

test("what is empty is not in the address", () => {
  expect(printState({ q: "", page: undefined })).toBe("");
});

test("a route keeps texts of its own names, and drops the rest", () => {
  const check = stateOf("view", ...ofTable("rows", "state"));
  expect(check({ view: "earned", "rows.q": "tea", "rows.state": "", other: "x", "rows.page": 2 })).toEqual({
    view: "earned",
    "rows.q": "tea",
  });
});

test("the only table of a page needs no name", () => {
  expect(keyOf("", "q")).toBe("q");
  expect(ofTable("", "model")).toContain("model");
  expect(ofTable("given")).toContain("given.open");
});
