import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { staleBy } from "./live";

const KEYS = [
  ["receipt", "r1"],
  ["receipt", "r2"],
  ["receipts", { model: "m" }],
  ["datanet", "1"],
  ["datanet", "2"],
  ["rows", "1", 20],
  ["run", "x"],
  ["models"],
  ["epochs"],
  ["account", "0x12"],
  ["row", "ab"],
];

/** The keys among KEYS that an event makes a client ask for again. */
function stale(kind: string, news: object): string[] {
  const queries = new QueryClient();
  for (const key of KEYS) queries.setQueryData(key, "known");
  for (const queryKey of staleBy(kind, news)) void queries.invalidateQueries({ queryKey });
  return KEYS.filter((key) => queries.getQueryState(key)?.isInvalidated).map((key) => key.slice(0, 2).join(" "));
}

test("an event makes stale what it is about, and nothing else", () => {
  expect(stale("receipt", { id: "r1", state: "receipted" })).toEqual(["receipt r1", "receipts [object Object]"]);
  expect(stale("datanet", { id: "1" })).toEqual(["datanet 1", "rows 1"]);
  expect(stale("model", { id: "x", state: "live" })).toEqual(["run x", "models"]);
  expect(stale("epoch", { number: 3 })).toEqual(["epochs", "account 0x12"]);
  expect(stale("anything else", {})).toEqual([]);
});
