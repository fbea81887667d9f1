// What an account earned, on its page: the figures sum to the headline, and the lines and releases sum to the figures, to the gwei.
//   OPENLEDGER_LINK   a link of the node; only its address is used
//   CHROMIUM          the browser's executable
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "playwright-core";

const base = new URL(process.env.OPENLEDGER_LINK).origin;
const PAGE_SIZE = 200;

async function listed(path) {
  const lines = [];
  for (;;) {
    const response = await fetch(`${base}${path}?limit=${PAGE_SIZE}&offset=${lines.length}`);
    assert.equal(response.ok, true, await response.clone().text());
    const { list, total } = await response.json();
    lines.push(...list);
    if (list.length === 0 || lines.length >= total) return lines;
  }
}

const sum = (list, name) => list.reduce((all, line) => all + line[name], 0);

test("available, open and paid out sum to what was earned, and what is held to its lines", async () => {
  const epochs = await listed("/api/epochs");
  const newest = Math.max(...epochs.map(({ number }) => number));
  const people = new Set();
  for (const { number } of epochs.slice(0, 3)) {
    const { list } = await (await fetch(`${base}/api/epochs/${number}/audit`)).json();
    for (const { contributor } of list) people.add(contributor);
  }
  assert.ok(people.size > 0, "nobody was audited: close an epoch first");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    for (const account of [...people].slice(0, 4)) {
      await page.goto(`${base}/accounts/${account}`);
      await page.getByTestId("earned").waitFor();
      const figures = Object.fromEntries(
        await page
          .locator("main dl.figures")
          .first()
          .locator("div")
          .evaluateAll((all) =>
            all.map((each) => [each.querySelector("dt").textContent, Number(each.querySelector("data").value)]),
          ),
      );
      assert.equal(
        figures.Earned,
        figures["In the open epoch"] + figures["To withdraw"] + figures["Paid out on chain"],
        `${account}: ${JSON.stringify(figures)}`,
      );
      const lines = await listed(`/api/accounts/${account}/statement`);
      const audits = await listed(`/api/accounts/${account}/audits`);
      // a line of the open epoch has none, or 0
      const held = lines.filter(({ role, epoch }) => role === "waiting" && (epoch || newest + 1) > newest);
      const paid = lines.filter(({ role }) => role !== "waiting");
      assert.equal(figures.Earned, sum(paid, "gwei") + sum(audits, "gwei"), `${account}: lines and releases`);
      assert.equal(figures["Held until the epoch ends"] ?? 0, sum(held, "gwei"), `${account}: what is held`);
    }
  } finally {
    await browser.close();
  }
});
