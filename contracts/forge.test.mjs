// Checks that can fail: forge's exit status arrives, and nothing runs forge in another way.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const here = new URL(".", import.meta.url);
const read = (path) => readFileSync(new URL(path, here), "utf8");
const forge = (...options) => spawnSync(process.execPath, ["forge.mjs", ...options], { cwd: here, encoding: "utf8" });

test("forge's exit status arrives", () => {
  assert.equal(forge("--version").status, 0);
  assert.notEqual(forge("test", "--no-such-option").status, 0);
});

test("npm's launcher of forge, which hides failures, is not used", () => {
  const scripts = Object.values(JSON.parse(read("package.json")).scripts);
  const builder = read("../builder/src/main/java/org/openledger/builder/ContractBindings.java");
  const built = [...builder.matchAll(/new Tool\(([^)]*)\)/g)].map(([, words]) => words.replace(/["\s]+/g, "").replaceAll(",", " "));
  const commands = [...scripts, ...built];
  assert.ok(built.some((command) => command.includes("node forge.mjs build")));
  assert.deepEqual(commands.filter((command) => /(?<![\w./-])forge |\.bin\/forge/.test(command)), []);
  assert.ok(commands.some((command) => command.includes("node forge.mjs")));
});

test("contracts are compiled as configured, and tests without the optimizer", () => {
  const sources = Object.fromEntries(
    ["src/A.sol", "test/B.sol"].map((file) => [
      file,
      { content: "pragma solidity 0.8.37; contract C { function f(uint256 x) external pure returns (uint256) { return x * 1; } }" },
    ]),
  );
  const outputs = { "*": ["evm.deployedBytecode.object"] };
  const compile = (viaIR, outputSelection) => {
    const settings = { viaIR, optimizer: { enabled: viaIR }, metadata: { appendCBOR: false, bytecodeHash: "none" }, outputSelection };
    const input = JSON.stringify({ language: "Solidity", sources, settings });
    const { contracts } = JSON.parse(
      spawnSync(process.execPath, ["solc.mjs", "--standard-json"], { cwd: here, encoding: "utf8", input }).stdout,
    );
    return Object.fromEntries(Object.entries(contracts).map(([file, { C }]) => [file, C.evm.deployedBytecode.object]));
  };
  const both = compile(true, { "src/A.sol": outputs, "test/B.sol": outputs });
  assert.notEqual(both["src/A.sol"], both["test/B.sol"]);
  assert.deepEqual(compile(true, { "src/A.sol": outputs, "test/B.sol": { "*": [] } }), { "src/A.sol": both["src/A.sol"] });
  assert.equal(compile(false, { "src/A.sol": outputs })["src/A.sol"], both["test/B.sol"]);
});
