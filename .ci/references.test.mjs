// Every kind of wrong reference is found, and what is right is not.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("references.mjs", import.meta.url));

const SOURCES = {
  ".gitignore": "built/\n",
  "built/made.md": "[a](none.md)",
  "a/src/test/java/LoopTest.java": "class LoopTest { void moneyArrives() {} void aForgedOneIsRefused() {} }",
  "a/src/main/java/Loop.java": "class Loop {}",
  "contracts/test/Money.t.sol": "contract MoneyTest { function test_paysOnce() external {} }",
  "web/page.test.mjs": 'test("a wallet signs in and out", () => {});',
  "docs/other.md": "# One heading, and more\n",
};

/** What the script says of a page beside these sources. */
function check(page, text) {
  const root = mkdtempSync(join(tmpdir(), "references"));
  try {
    for (const [file, content] of Object.entries({ ...SOURCES, [page]: text })) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, root], { encoding: "utf8" });
    return { status, said: stdout + stderr };
  } finally {
    rmSync(root, { recursive: true });
  }
}

const promise = (evidence) => `| promise | shown by |\n| --- | --- |\n| It holds | ${evidence} |\n`;
const decision = (evidence) => `# 1. A decision\n\n**Shown by.** ${evidence}\n\nMore.\n`;

const RIGHT = [
  ["README.md", "[a](docs/other.md) [b](docs/other.md#one-heading-and-more) [c](https://example.org/none)"],
  ["README.md", "`[a](none.md)`\n\n```\n[a](none.md)\n```\n"],
  ["GUARANTEES.md", promise("`LoopTest`, `LoopTest.moneyArrives`, `LoopTest.money…`; the tests named `…IsRefused`")],
  ["GUARANTEES.md", promise('`Money.t.sol`, `MoneyTest`, `test_paysOnce`; `web/page.test.mjs`, "a wallet signs in…"')],
  ["docs/decision.md", decision("`Loop`, `LoopTest.moneyArrives`, `./openledger bench --part times`, `OMP_NUM_THREADS`")],
];

const WRONG = [
  ["README.md", "[a](none.md)", "leads to no file"],
  ["docs/page.md", "[a](docs/other.md)", "leads to no file"],
  ["README.md", "[a](built/made.md)", "leads to no file"],
  ["README.md", "![a](none.svg)", "leads to no file"],
  ["README.md", "[a](docs/other.md#none)", "leads to no heading"],
  ["GUARANTEES.md", promise("`NoTest`"), "`NoTest` does not exist"],
  ["GUARANTEES.md", promise("`Loop`"), "`Loop` does not exist"],
  ["GUARANTEES.md", promise("`LoopTest.moneyArriv`"), "does not exist"],
  ["GUARANTEES.md", promise("`LoopTest.moneyLe…`"), "does not exist"],
  ["GUARANTEES.md", promise("`LoopTest`, `…IsTaken`"), "does not exist"],
  ["GUARANTEES.md", promise("`None.t.sol`"), "does not exist"],
  ["GUARANTEES.md", promise("`test_paysTwice`"), "does not exist"],
  ["GUARANTEES.md", promise('`web/none.test.mjs`, "a wallet…"'), "does not exist"],
  ["GUARANTEES.md", promise('`web/page.test.mjs`, "a wallet leaves…"'), "has no test"],
  ["GUARANTEES.md", promise('`web/page.test.mjs`, "a wallet signs in"'), "has no test"],
  ["GUARANTEES.md", promise("`./openledger demo`"), "is no test"],
  ["GUARANTEES.md", promise("experience"), "no test shows this"],
  ["docs/decision.md", decision("`NoType`"), "`NoType` does not exist"],
  ["docs/decision.md", decision("`LoopTest.none`"), "does not exist"],
];

for (const [page, text] of RIGHT) {
  test(`${page} is right: ${text}`, () => assert.deepEqual(check(page, text).status, 0, check(page, text).said));
}

for (const [page, text, message] of WRONG) {
  test(`${page} is wrong: ${text}`, () => {
    const { status, said } = check(page, text);
    assert.equal(status, 1);
    assert.ok(said.includes(message), said);
  });
}
