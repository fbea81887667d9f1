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
