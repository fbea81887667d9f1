// Drives the page in a real Chromium against a real node. The environment names both:
//   OPENLEDGER_LINK   the link the node prints (with the key in its fragment)
//   CHROMIUM          the browser's executable
import assert from "node:assert/strict";
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
});

after(async () => browser?.close());

async function ask(question) {
  await page.goto(`${base}/playground`);
  await page.getByLabel("Question").fill(question);
  await page.keyboard.press("Enter");
  await page.getByTestId("shares").waitFor({ timeout: 120_000 });
}

test("the link's key leaves the address bar", () => {
  assert.ok(!page.url().includes("key="), page.url());
});

test("the overview shows receipts, Datanets, models and epochs", async () => {
  for (const name of ["Latest receipts", "Datanets", "Models", "Epochs"]) {
    await page.getByRole("heading", { name, exact: true }).waitFor();
  }
});

test("an answer streams, is traced, and a quotation leads to row, contributor, licence, share and payment", async () => {
  await ask(process.env.OPENLEDGER_QUESTION);
  await page.locator('[data-testid="answer"] mark').first().focus();
  await page.keyboard.press("Enter");
  const evidence = page.getByTestId("evidence");
  await evidence.waitFor();
  const text = await evidence.innerText();
  assert.match(text, /matched \d+ tokens · share [\d.]+ %, paid [\d,]+ gwei/);
  await evidence.getByRole("link").first().click();
  await page.getByRole("heading", { name: /^Row/ }).waitFor();
});

test("the receipt's proof is checked in the browser, and a changed byte is seen", async () => {
  const [receipt] = await (await fetch(`${base}/api/receipts?limit=1`)).json();
  await page.goto(`${base}/receipts/${receipt.id}`);
  const checks = page.locator('[data-testid="checks"] li[data-check]');
  await checks.first().waitFor();
  for (const check of await checks.all()) {
    assert.notEqual(await check.getAttribute("data-ok"), "false", await check.innerText());
  }
  await page.route("**/file", async (route) => {
    const body = await (await route.fetch()).text();
    await route.fulfill({ body: body.replace(/"ppm":(\d)/, (_, digit) => `"ppm":${(Number(digit) % 9) + 1}`) });
  });
  await page.reload();
  await page.getByRole("heading", { name: "This receipt does not hold" }).waitFor();
  await page.unroute("**/file");
});

test("a contributor sees why they earned", async () => {
  const lines = await (await fetch(`${base}/api/receipts?limit=20`)).json();
  const details = await Promise.all(lines.map(async (line) => (await fetch(`${base}/api/receipts/${line.id}`)).json()));
  const earned = details
    .flatMap((detail) => detail.receipt?.payments ?? [])
    .find((payment) => payment.role === "contributor" && payment.gwei > 0);
  await page.goto(`${base}/accounts/${earned.account}`);
  await page.getByTestId("earnings").waitFor();
  assert.match(await page.getByTestId("earned").innerText(), /[1-9]/);
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

test("nothing was asked of any other host, and no script failed", () => {
  assert.deepEqual(foreign, []);
  assert.deepEqual(problems, []);
});
