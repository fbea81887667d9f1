// Drives the page in a real Chromium against a real node. The environment names both:
//   OPENLEDGER_LINK   the link the node prints (with the key in its fragment)
//   CHROMIUM          the browser's executable
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const link = new URL(process.env.OPENLEDGER_LINK);
const base = link.origin;
let browser;
let page;
const foreign = [];
const problems = [];

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(link.href);
  await page.getByRole("button", { name: "Sign in as the administrator of this node" }).click();
  await page.getByRole("banner").getByRole("button", { name: "Administrator" }).waitFor();
});

after(async () => browser?.close());

/** What a page holds of its reader. */
function heldIn(tab) {
  return tab.evaluate(() =>
    Object.fromEntries(
      ["token", "key", "account"]
        .map((name) => [name, sessionStorage.getItem(name)])
        .filter(([, held]) => held !== null),
    ),
  );
}

/** With the session that the page's link opened. */
async function asAdmin(options = {}) {
  const token = await page.evaluate(() => sessionStorage.getItem("token"));
  return { ...options, headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` } };
}

async function ask(question) {
  await page.goto(`${base}/playground`);
  await page.getByLabel("Question").fill(question);
  await page.keyboard.press("Enter");
  await page.getByTestId("shares").waitFor({ timeout: 120_000 });
}

test("the link's code and key leave the address bar, and the code opens the page once", async () => {
  assert.equal(page.url(), `${base}/`);
  const context = await browser.newContext();
  try {
    const second = await context.newPage();
    await second.goto(link.href);
    await second.getByRole("button", { name: "Sign in as the administrator of this node" }).click();
    await second.getByRole("alert").getByText("This link was used").waitFor();
    assert.deepEqual(await heldIn(second), {});
  } finally {
    await context.close();
  }
});

test("a link of somebody else replaces neither session nor key unless its reader says so", async () => {
  const context = await browser.newContext();
  try {
    const own = await context.newPage();
    const held = () => heldIn(own);
    const dialog = own.getByRole("dialog", { name: "This link wants to sign you in" });
    const mine = await page.evaluate(() => sessionStorage.getItem("token"));
    await own.goto(`${base}/#token=${mine}`);
    await own.getByText("You are not signed in").waitFor();
    await own.getByRole("button", { name: /^Sign in as the administrator/ }).click();
    await dialog.waitFor({ state: "detached" });
    const before = await held();
    assert.equal(before.token, mine);
    const key = new URLSearchParams(link.hash.slice(1)).get("key");
    await own.goto("about:blank");
    await own.goto(`${base}/playground#key=${key}`);
    await dialog.getByText("You are the administrator").waitFor();
    assert.deepEqual(await held(), before);
    await dialog.getByRole("button", { name: "Stay the administrator" }).click();
    assert.deepEqual(await held(), before);
    for (const fragment of ["token=ols_attackerSession", "key=ol_attackerKey", "code=olc_attackerCode"]) {
      await own.evaluate((hash) => {
        location.hash = hash;
      }, fragment);
      await dialog.waitFor();
      assert.ok(!own.url().includes(fragment), own.url());
      assert.deepEqual(await held(), before);
      await own.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      assert.deepEqual(await held(), before);
    }
    await own.goto("about:blank");
    await own.goto(`${base}/playground#key=${key}`);
    await dialog.getByRole("button", { name: /^Sign in as the holder of the API key/ }).click();
    await dialog.waitFor({ state: "detached" });
    assert.deepEqual(await held(), { ...before, key });
  } finally {
    await context.close();
  }
});

test("an administrator makes, rotates and revokes an API key, and the page says that they did", async () => {
  const context = await browser.newContext();
  try {
    const own = await context.newPage();
    const token = await page.evaluate(() => sessionStorage.getItem("token"));
    await own.addInitScript((admin) => sessionStorage.setItem("token", admin), token);
    const asked = async (path, held) =>
      (await fetch(base + path, { headers: { Authorization: `Bearer ${held}` } })).json();
    const {
      list: [account],
    } = await asked("/api/accounts", token);
    await own.goto(`${base}/accounts/${account.address}`);
    await own.getByText("New API key").click();
    const keys = own.getByTestId("keys");
    await keys.getByLabel("Label").fill("a browser's");
    await keys.getByLabel("Most in all (OPEN)").fill("0.5");
    await keys.getByRole("button", { name: "Create", exact: true }).click();
    const secret = keys.getByTestId("secret").locator("code");
    await secret.waitFor();
    const first = await secret.innerText();
    const { kind, name } = await asked("/api/sign-in", first);
    assert.deepEqual([kind, name], ["key", "a browser's"]);
    await keys.getByRole("button", { name: "Rotate the key a browser's" }).click();
    await own.waitForFunction((before) => !document.body.innerText.includes(before), first);
    assert.equal((await asked("/api/sign-in", first)).kind, "nobody");
    assert.equal((await asked("/api/sign-in", await secret.innerText())).kind, "key");
    await keys.getByRole("button", { name: "Revoke the key a browser's" }).click();
    await keys.locator(".tag").filter({ hasText: "revoked" }).first().waitFor();
    assert.equal((await asked("/api/sign-in", await secret.innerText())).kind, "nobody");
    await own.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Administration" }).click();
    await own.getByTestId("acts").getByText("DELETE /api/keys/{id}").first().waitFor();
  } finally {
    await context.close();
  }
});

test("every place has a page with a title of its own, and its heading has the focus when the reader comes there", async () => {
  const places = page.getByRole("navigation", { name: "Pages" });
  const titles = new Set();
  for (const name of ["Datanets", "Models", "Playground", "Receipts", "Epochs", "Glossary", "Home"]) {
    await places.getByRole("link", { name, exact: true }).click();
    await page.waitForFunction((title) => document.title.startsWith(title), name);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    titles.add(await page.title());
  }
  assert.equal(titles.size, 7);
});

test("home says to a visitor in colour who shaped an answer, and to the administrator what waits", async () => {
  await page.getByRole("heading", { name: "What waits for you" }).waitFor();
  await page.getByRole("heading", { name: "Latest receipts" }).waitFor();
  await page.getByRole("region", { name: "To do" }).getByText("The operator has").first().waitFor();
  const context = await browser.newContext();
  try {
    const visitor = await context.newPage();
    await visitor.goto(base);
    await visitor.getByRole("heading", { level: 1, name: /^See whose data shaped an answer/ }).waitFor();
    const example = visitor.getByRole("region", { name: /^An answer of / });
    assert.match(await example.getByRole("img", { name: /base model/ }).getAttribute("aria-label"), /\d+ %/);
    assert.match(await example.getByRole("list").innerText(), /shaped [\d.]+ %/);
    await example.getByText("Only the person who asked (and the operator) can read this answer.").waitFor();
    await example.getByRole("link", { name: "Verify this answer" }).click();
    await visitor.getByRole("heading", { name: "Checked in your browser just now" }).waitFor();
  } finally {
    await context.close();
  }
});

test("where nothing is there is a page for people, also for an unknown id", async () => {
  for (const path of [
    "/datanets/999999",
    `/receipts/${"0".repeat(32)}`,
    `/rows/${"0".repeat(64)}`,
    "/accounts/nobody",
  ]) {
    const lost = await browser.newPage();
    await lost.goto(base + path);
    await lost.getByRole("heading", { level: 1, name: "No page here" }).waitFor();
    await lost.getByRole("main").getByRole("button", { name: "Search" }).waitFor();
    assert.equal(await lost.getByRole("main").getByRole("link").count(), 5);
    assert.match(await lost.title(), /^Nothing here/);
    await lost.close();
  }
});

test("the search opens by its keys, finds pages and any address, and goes there", async () => {
  const own = await browser.newPage();
  await own.goto(base);
  await own.getByRole("heading", { level: 1 }).waitFor();
  await own.keyboard.press("Control+k");
  const search = own.getByRole("dialog", { name: "Search" });
  await search.getByRole("combobox").waitFor();
  await own.keyboard.type("gloss");
  await search.getByRole("option", { name: "Glossary" }).waitFor();
  await own.keyboard.press("Escape");
  await search.waitFor({ state: "detached" });
  await own.getByRole("banner").getByRole("button", { name: "Search" }).click();
  const address = `0x${"ab".repeat(20)}`;
  await search.getByRole("combobox").fill(address);
  await search.getByRole("option", { name: address }).waitFor();
  await own.keyboard.press("Enter");
  await own.waitForURL(`${base}/accounts/${address}`);
  await own.close();
});

test("within 5 seconds the page says that the node does not answer, and that it is back, and goes where its reader went", async () => {
  const context = await browser.newContext();
  try {
    const own = await context.newPage();
    await own.goto(`${base}/datanets`);
    await own.getByRole("heading", { level: 1 }).waitFor();
    const says = own.getByText("The node does not answer.");
    await context.setOffline(true);
    await says.waitFor({ timeout: 5_000 });
    await own.getByRole("link", { name: "Glossary" }).click();
    await context.setOffline(false);
    await says.waitFor({ state: "detached", timeout: 5_000 });
    await own.getByRole("heading", { level: 1, name: "Glossary" }).waitFor();
  } finally {
    await context.close();
  }
});

test("the theme is the reader's choice, and stays", async () => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const choose = async (name) => {
    await page.getByRole("button", { name: "Administrator" }).click();
    await page.getByRole("radio", { name }).check();
    await page.keyboard.press("Escape");
    return background();
  };
  const dark = await choose("Dark");
  assert.notEqual(await choose("Light"), dark);
  await choose("Dark");
  await page.reload();
  assert.equal(await background(), dark);
  await choose("System");
});

test("an administrator asks without typing a key; somebody without a wallet is told what to do", async () => {
  const context = await browser.newContext();
  try {
    const own = await context.newPage();
    const another = await asAdmin({ method: "POST", body: JSON.stringify({ name: "another browser" }) });
    const { code } = await (await fetch(`${base}/api/admin/links`, another)).json();
    await own.goto(`${base}/#code=${code}`);
    await own.getByRole("button", { name: /^Sign in as the administrator/ }).click();
    await own.getByRole("banner").getByRole("button", { name: "Administrator" }).waitFor();
    await own.goto(`${base}/playground`);
    assert.equal(await own.getByLabel("API key").count(), 0);
    await own.getByLabel("Question").fill(process.env.OPENLEDGER_QUESTION);
    await own.getByRole("button", { name: "Ask" }).click();
    const shares = own.getByTestId("shares");
    const deposit = own.getByRole("button", { name: "Add to the deposit" });
    await shares.or(deposit).waitFor({ timeout: 120_000 });
    if (await deposit.isVisible()) {
      await deposit.click();
      await deposit.waitFor({ timeout: 30_000 });
      await own.getByRole("button", { name: "Ask" }).click();
      await shares.waitFor({ timeout: 120_000 });
    }
    await own.getByRole("button", { name: "Administrator" }).click();
    await own.getByRole("button", { name: "Sign out" }).click();
    await own.getByRole("heading", { name: "Sign in to ask" }).waitFor();
    await own.getByText("This browser has no wallet.").waitFor();
    await own.getByLabel("API key").fill(new URLSearchParams(link.hash.slice(1)).get("key"));
    await own.getByRole("button", { name: "Use this key" }).click();
    await own.getByRole("heading", { name: "Sign in to ask" }).waitFor({ state: "detached" });
    await own.getByRole("button", { name: "Ask" }).click();
    // An answer of a few tokens may be traced before anybody sees it stream.
    await own.getByTestId("streaming").or(own.getByTestId("answer")).first().waitFor();
  } finally {
    await context.close();
  }
});

test("an answer streams, is traced, and a quotation leads to row, contributor, licence, share and payment", async () => {
  await ask(process.env.OPENLEDGER_QUESTION);
  const quoted = page.locator('[data-testid="answer"] mark').first();
  assert.match(await quoted.getAttribute("title"), /\d+ tokens, \d+ bits, in rows of /);
  await quoted.focus();
  await page.keyboard.press("Enter");
  assert.equal(await quoted.getAttribute("aria-pressed"), "true");
  const evidence = page.getByTestId("evidence");
  const text = await evidence.innerText();
  assert.match(text, /matched \d+ tokens of \d+ bits · share [\d.]+ %, paid [\d.,]+ OPEN/);
  const shared = (await evidence.locator("b").allInnerTexts()).join(" ").replace(/\s+/g, " ");
  assert.ok((await quoted.innerText()).replace(/\s+/g, " ").includes(shared.split(" ").slice(0, 3).join(" ")), shared);
  await page.keyboard.press("Escape");
  assert.equal(await quoted.getAttribute("aria-pressed"), "false");
  await evidence.getByRole("link").first().click();
  await page.getByRole("heading", { name: /^Row/ }).waitFor();
});

test("a model is given rows of a Datanet as sources, and the receipt says what each did", async () => {
  await page.goto(`${base}/playground`);
  await page.getByText("Use rows of a Datanet as sources").click();
  await page.locator('input[name="datanet"]').first().check();
  await page.locator('input[name="always"]').check();
  await page.getByLabel("Question").fill(process.env.OPENLEDGER_QUESTION);
  await page.keyboard.press("Enter");
  await page.getByTestId("shares").waitFor({ timeout: 120_000 });
  const sources = page.getByTestId("sources");
  assert.match(await sources.innerText(), /\[1\] Row of .+ effect -?[\d.]+ nats, between -?[\d.]+ and -?[\d.]+/);
  assert.equal(await page.locator('[data-check="opening"]').getAttribute("data-ok"), "true");
  await sources.getByRole("link", { name: "Row", exact: true }).first().click();
  await page.getByRole("heading", { name: /^Row/ }).waitFor();
});

test("what who paid thinks of an answer is a draft with the receipt's id, which nobody else can make", async () => {
  await ask(process.env.OPENLEDGER_QUESTION);
  const receipt = new URL(page.url()).searchParams.get("r");
  const better = `A better answer is ${randomBytes(12).toString("hex")}, said by who asked.`;
  const stranger = await fetch(`${base}/api/receipts/${receipt}/feedback`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ datanet: "1", better }),
  });
  assert.equal(stranger.status, 403);
  await page.getByText("Give what you think of this answer as a row").click();
  const feedback = page.getByRole("region", { name: "Feedback" });
  await feedback.getByLabel("Your account").selectOption({ index: 1 });
  await feedback.getByLabel("A better answer").fill(better);
  await feedback.getByRole("button", { name: "Make the row" }).click();
  await page.getByRole("button", { name: "Sign under these terms" }).waitFor();
  await page.getByText(better).waitFor();
  const { pathname } = new URL(page.url());
  const rows = await (await fetch(`${base}/api${pathname}/rows`, await asAdmin())).json();
  assert.equal(rows.list[0].metadata.receipt, receipt);
});

test("the trails are one picture: who is pointed at is lit in all of them, and each effect says its interval", async () => {
  await ask(process.env.OPENLEDGER_QUESTION);
  const shares = page.getByTestId("shares");
  const lines = shares.locator("tbody tr:has(button)");
  assert.equal(await lines.count(), 2);
  for (const plot of await shares.getByRole("img").all()) {
    assert.match(await plot.getAttribute("aria-label"), /^-?[\d.]+ nats, 90 % between -?[\d.]+ and -?[\d.]+/);
  }
  await shares.getByRole("rowheader", { name: "base model" }).waitFor();
  await shares.getByRole("rowheader", { name: "unattributed" }).waitFor();
  const [first, second] = await shares.getByRole("button").all();
  await first.focus();
  assert.equal(await lines.nth(0).getAttribute("class"), "lit");
  assert.equal(await lines.nth(1).getAttribute("class"), "dim");
  assert.equal((await page.locator(".bar i.dim").count()) > 0, true);
  await second.focus();
  await page.keyboard.press("Enter");
  assert.equal(await second.getAttribute("aria-pressed"), "true");
  assert.match(await page.getByTestId("evidence").innerText(), /nearest rows, by the words|same words|matched/);
  await page.keyboard.press("Escape");
  assert.equal(await second.getAttribute("aria-pressed"), "false");
});

test("an answer without a quotation says so", async () => {
  await ask("What is the capital of France?");
  const says = await page.locator("#quoted").innerText();
  const marks = await page.locator('[data-testid="answer"] mark').count();
  assert.match(
    says,
    marks === 0 ? /^No part of this answer appears verbatim in the training rows/ : /^Highlighted words/,
  );
});

test("on a phone nothing but tables is wider than the screen", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("the receipt's proof is checked in the browser, and a changed byte is seen", async () => {
  const {
    list: [receipt],
  } = await (await fetch(`${base}/api/receipts?limit=1`)).json();
  await page.goto(`${base}/receipts/${receipt.id}`);
  const checks = page.locator('[data-testid="checks"] li[data-check]');
  await checks.first().waitFor();
  for (const check of await checks.all()) {
    assert.notEqual(await check.getAttribute("data-ok"), "false", await check.innerText());
  }
  const { evidence } = await (await fetch(`${base}/api/receipts/${receipt.id}`, await asAdmin())).json();
  const quotes = evidence.shares.some((share) => share.spans.length > 0);
  const quoted = await page.locator('[data-testid="checks"] li[data-check="quotations"]').getAttribute("data-ok");
  if (!quotes) assert.equal(quoted, "null");
  const again = page.locator('[data-testid="checks"] li[data-check="recompute"]');
  await again.getByRole("button", { name: "recompute on this node" }).click();
  await page.locator('li[data-check="recompute"][data-ok="true"]').waitFor({ timeout: 60_000 });
  assert.match(await again.innerText(), /Computed again: every share, effect and quotation is the same/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download proof" }).click(),
  ]);
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.ok(
    file.receipt.id === receipt.id && file.opening.answer.length > 0 && file.seal,
    "the file has what its reader may see",
  );
  await page.route("**/file", async (route) => {
    const body = await (await route.fetch()).text();
    await route.fulfill({ body: body.replace(/"ppm":(\d)/, (_, digit) => `"ppm":${(Number(digit) % 9) + 1}`) });
  });
  await page.reload();
  await page.getByRole("heading", { name: "This receipt does not hold" }).waitFor();
  await page.unroute("**/file");
});

test("a visitor is told what of a receipt is private and why, also on a telephone", async () => {
  const {
    list: [receipt],
  } = await (await fetch(`${base}/api/receipts?limit=1`)).json();
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const context = await browser.newContext({ viewport });
    try {
      const visitor = await context.newPage();
      await visitor.goto(`${base}/receipts/${receipt.id}`);
      assert.match(
        await visitor.getByTestId("private").innerText(),
        /Only the person who asked .+ would tell what it says/,
      );
      await visitor.getByRole("heading", { name: "Checked in your browser just now" }).waitFor();
      assert.equal(await visitor.getByTestId("answer").count(), 0);
      assert.equal(await visitor.getByTestId("evidence").count(), 0);
      assert.equal(await visitor.getByRole("button", { name: "Erase question and answer" }).count(), 0);
      assert.ok(await visitor.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing overflows");
    } finally {
      await context.close();
    }
  }
});

test("who asked erases question and answer after a second word, and the receipt goes on verifying", async () => {
  await ask(process.env.OPENLEDGER_QUESTION);
  const path = await page.locator('a[href^="/receipts/"]').first().getAttribute("href");
  await page.goto(`${base}${path}`);
  await page.getByTestId("answer").waitFor();
  await page.getByRole("button", { name: "Erase question and answer" }).click();
  await page.getByRole("button", { name: "Keep them" }).click();
  await page.getByRole("button", { name: "Erase question and answer" }).click();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await page.getByTestId("erased").waitFor();
  assert.equal(await page.getByTestId("answer").count(), 0);
  await page.reload();
  await page.getByTestId("erased").waitFor();
  await page.getByRole("heading", { name: "Checked in your browser just now" }).waitFor();
});

test("a contributor sees why they earned", async () => {
  const { list: lines } = await (await fetch(`${base}/api/receipts?limit=20`)).json();
  const details = await Promise.all(lines.map(async (line) => (await fetch(`${base}/api/receipts/${line.id}`)).json()));
  const earned = details
    .flatMap((detail) => detail.receipt?.payments ?? [])
    .find((payment) => payment.role === "contributor" && payment.gwei > 0);
  await page.goto(`${base}/accounts/${earned.account}`);
  await page.getByTestId("earnings").waitFor();
  assert.match(await page.getByTestId("earned").innerText(), /[1-9]/);
});

test("an account says what waits for the epoch's audit, and what audits decided", async () => {
  const { epochs } = await (await fetch(`${base}/api/overview`)).json();
  const waited = epochs.find((epoch) => epoch.waitedGwei > 0);
  const { list: outcomes } = await (await fetch(`${base}/api/epochs/${waited.number}/audit`)).json();
  const outcome = outcomes.find((each) => each.waitingGwei > 0);
  await page.goto(`${base}/accounts/${outcome.contributor}`);
  const says = await page.getByTestId("audits").innerText();
  assert.match(
    says,
    new RegExp(
      `Of ${(outcome.waitingGwei / 1e9).toFixed(9).replace(/0+$/, "")} OPEN that waited, [\\d,.]+ OPEN were released`,
    ),
  );
  await ask(process.env.OPENLEDGER_QUESTION);
  const id = new URL(await page.locator('a[href^="/receipts/"]').first().getAttribute("href"), base).pathname
    .split("/")
    .at(-1);
  const { receipt } = await (await fetch(`${base}/api/receipts/${id}`)).json();
  const waiting = receipt.payments.find((payment) => payment.role === "waiting");
  await page.getByRole("columnheader", { name: "held" }).waitFor();
  await page.goto(`${base}/accounts/${waiting.account}`);
  assert.match(await page.getByTestId("waiting").innerText(), /[1-9]/);
});

test("a Datanet shows which rows earn, which repeat, which hurt, and says what each column means", async () => {
  const {
    list: [datanet],
  } = await (await fetch(`${base}/api/datanets`)).json();
  const credit = async (order) =>
    (await fetch(`${base}/api/datanets/${datanet.id}/credit?order=${order}`, await asAdmin())).json();
  const earned = await credit("earned");
  assert.ok(
    earned.list[0].earnedGwei + earned.list[0].waitingGwei > 0 && earned.rows > 0 && earned.receipts > 0,
    JSON.stringify(earned),
  );
  await page.goto(`${base}/datanets/${datanet.id}`);
  const shown = page.getByTestId("credit");
  await shown.getByRole("columnheader", { name: "earned, OPEN" }).waitFor();
  assert.equal(await shown.getByRole("row").count(), 1 + Math.min(10, earned.list.length));
  assert.match(await shown.innerText(), /We measure impact per contributor/);
  for (const [name, column, order] of [
    ["Duplicates", "copies", "repeated"],
    ["Rows that hurt", "surely", "lowered"],
  ]) {
    await page.getByRole("button", { name }).click();
    await shown.getByRole("term").filter({ hasText: column }).waitFor();
    assert.equal((await shown.getByRole("row").count()) > 0, (await credit(order)).list.length > 0);
  }
  await page.getByRole("button", { name: "Value to models" }).click();
  await page.getByText("No model is measured yet").waitFor();
});

test("a model says who made it better on rows nobody trained on, or why that was not measured", async () => {
  const {
    list: [model],
  } = await (await fetch(`${base}/api/models`)).json();
  await page.goto(`${base}/runs/${model.run}`);
  await page.getByTestId("value").getByText("Value not measured: too few rows to hold some out.").waitFor();
});

test("the page is usable by keyboard alone", async () => {
  await page.goto(`${base}/`);
  await page.getByRole("heading", { name: "Latest receipts" }).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to the content");
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.textContent)) === "Playground") break;
  }
  await page.keyboard.press("Enter");
  await page.getByLabel("Question").waitFor();
});

test("dark and light differ, and both are readable", async () => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  assert.notEqual(await background(), light);
});

test("a wallet signs in, starts a Datanet, contributes, reviews and publishes, and may do so for itself only", async () => {
  const clients = createRequire(new URL("../../node/src/test/npm/package.json", import.meta.url));
  const { generatePrivateKey, privateKeyToAccount } = clients("viem/accounts");
  const wallet = privateKeyToAccount(generatePrivateKey());
  const context = await browser.newContext();
  try {
    const own = await context.newPage();
    await own.exposeFunction("askWallet", ({ method, params }) => {
      if (method === "eth_requestAccounts") return [wallet.address];
      if (method === "personal_sign") return wallet.signMessage({ message: params[0] });
      if (method === "eth_signTypedData_v4") return wallet.signTypedData(JSON.parse(params[1]));
      throw new Error(`a wallet was asked for ${method}`);
    });
    await own.addInitScript(() => {
      window.ethereum = { request: (call) => window.askWallet(call) };
    });
    await own.goto(`${base}/datanets`);
    await own.getByRole("heading", { name: "Sign in to start a Datanet" }).waitFor();
    await own.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
    await own.locator("#account-menu").getByRole("button", { name: "Sign in with a wallet" }).click();
    const short = `${wallet.address.slice(0, 6)}…${wallet.address.slice(-4)}`.toLowerCase();
    await own.getByRole("banner").getByRole("button", { name: short }).waitFor();
    assert.equal(await own.getByLabel("Owner").inputValue(), wallet.address.toLowerCase());

    await own.getByLabel("Name").fill("Tea notes");
    await own.getByLabel("Terms").fill("Use them and name us.");
    await own.getByRole("button", { name: "Create" }).click();
    await own.waitForURL(/\/datanets\/\d+/);
    await own.waitForFunction(async () => (await (await fetch(`/api${location.pathname}`)).json()).token !== undefined);
    const words = () => Array.from({ length: 12 }, () => randomBytes(4).toString("hex")).join(" ");
    const rows = [1, 2, 3].map((tea) => `"How is tea ${tea}?";"${words()}";${tea}`);
    await own.getByLabel(/^File of rows/).setInputFiles({
      name: "tea.txt",
      mimeType: "text/plain",
      buffer: Buffer.from(`\uFEFFfrage;antwort;tea\r\n${rows.join("\r\n")}`),
    });
    await own
      .getByText("no column of this file (CSV with semicolons) is known to be instruction and response")
      .waitFor();
    await own.getByRole("combobox", { name: "instruction" }).selectOption("frage");
    await own.getByText("is known to be response:").waitFor();
    await own.getByRole("combobox", { name: "response" }).selectOption("antwort");
    await own.getByRole("heading", { name: "CSV with semicolons" }).waitFor();
    await own.getByText("3 of 3 rows would pass screening").waitFor();
    await own.getByRole("button", { name: "Upload and check" }).click();
    await own.getByLabel("What the rows are").fill("Notes on tea");
    await own.getByRole("button", { name: "Sign under these terms" }).click();
    await own.getByText("signed", { exact: true }).waitFor();
    await own.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Home" }).click();
    const waiting = own.getByRole("region", { name: "To do" });
    await waiting.getByText("You have 0 OPEN of deposit").waitFor();
    await waiting.getByText("1 contribution to Tea notes to review").waitFor();
    await waiting.getByRole("link", { name: "Review" }).click();
    await own.getByRole("link", { name: "Review 3 rows" }).click();
    await own.getByText("How is tea 3?").waitFor();
    for (const key of ["j", "k", "a", "r", "k", "h"]) await own.keyboard.press(key);
    await own.getByRole("button", { name: "Accept 1, refuse 0" }).click();
    await own.getByTestId("row-2").getByText("accepted").waitFor();
    await own.getByRole("button", { name: "…and accept all others that are not held" }).click();
    await own.getByText("reviewed").waitFor();
    await own.getByRole("link", { name: "Tea notes" }).click();
    await own.getByRole("button", { name: /^Publish version 1/ }).click();
    await own.locator('[data-table="versions"]').getByRole("row").nth(1).waitFor();

    const { pathname } = new URL(own.url());
    const rowsOfVersion = async () =>
      (await (await fetch(`${base}/api${pathname}/versions/1/rows`)).json()).list.map(({ state }) => state);
    assert.deepEqual(await rowsOfVersion(), ["there", "there", "there"]);
    await own.getByRole("link", { name: "Take your rows back" }).click();
    await own.getByRole("button", { name: "Show what that concerns" }).click();
    await own.getByText("3 rows are gone for good").waitFor();
    assert.deepEqual(await rowsOfVersion(), ["there", "there", "there"]);
    await own.getByTestId("withdraw").click();
    await own.getByTestId("withdrawn").waitFor();
    assert.deepEqual(await rowsOfVersion(), ["withdrawn", "withdrawn", "withdrawn"]);

    const status = await own.evaluate(async () => {
      const response = await fetch("/api/keys", {
        method: "POST",
        headers: { Authorization: `Bearer ${sessionStorage.getItem("token")}`, "Content-Type": "application/json" },
        body: JSON.stringify({ payer: `0x${"12".repeat(20)}` }),
      });
      return response.status;
    });
    assert.equal(status, 403);

    await own.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Earnings" }).click();
    const sessions = own.getByTestId("sessions");
    await sessions.getByText("this one").waitFor();
    const token = await own.evaluate(() => sessionStorage.getItem("token"));
    await sessions.getByRole("button", { name: "End all sessions" }).click();
    await own.getByRole("banner").getByRole("button", { name: "Sign in" }).waitFor();
    const ended = await fetch(`${base}/api/sign-in`, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal((await ended.json()).kind, "nobody");
  } finally {
    await context.close();
  }
});

test("nothing was asked of any other host, and no script failed", () => {
  assert.deepEqual(foreign, []);
  assert.deepEqual(problems, []);
});
