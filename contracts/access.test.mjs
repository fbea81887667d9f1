// Who may do what on chain: the table of ARCHITECTURE.md has every function that changes something, once, and no other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const [, table] = read("../ARCHITECTURE.md").split("## Who may do what on chain\n");
const said = table
  .split("\n## ")[0]
  .split("\n")
  .filter((line) => /^\| (?!who \||---)/.test(line))
  .flatMap((line) => line.split(" | ")[2].split("; "))
  .flatMap((part) => {
    const [contract, names] = part.split(": ");
    return [...names.matchAll(/`(\w+)`/g)].map(([, name]) => `${contract}.${name}`);
  });
const built = read("../builder/src/main/java/org/openledger/builder/ContractBindings.java");
const contracts = [...built.split("NAMES = List.of(")[1].split(");")[0].matchAll(/"(\w+)"/g)].map(([, name]) => name);

test("the table has every function that changes something, once", () => {
  const compiled = contracts.flatMap((contract) => {
    const { abi } = JSON.parse(read(`out/${contract}.sol/${contract}.json`));
    const changing = abi.filter((each) => each.type === "function" && /payable/.test(each.stateMutability));
    return [...new Set(changing.map(({ name }) => `${contract}.${name}`))];
  });
  assert.ok(compiled.length > 100);
  assert.deepEqual([...said].sort(), compiled.sort());
});
