// Drives the page in a real Chromium against a real node. The environment names both:
//   OPENLEDGER_LINK   the link the node prints (with the key in its fragment)
//   CHROMIUM          the browser's executable
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
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

test("a model is given rows of a Datanet as sources, and the receipt says what each did", async () => {
  await page.goto(`${base}/playground`);
  await page.getByText("Give it sources from a Datanet").click();
  await page.locator('input[name="datanet"]').first().check();
  await page.getByLabel("Question").fill(process.env.OPENLEDGER_QUESTION);
  await page.keyboard.press("Enter");
  await page.getByTestId("shares").waitFor({ timeout: 120_000 });
  const sources = page.getByTestId("sources");
  assert.match(await sources.innerText(), /\[1\] Row of .+ effect -?[\d.]+ nats, between -?[\d.]+ and -?[\d.]+/);
  assert.equal(await page.locator('[data-check="opening"]').getAttribute("data-ok"), "true");
  await sources.getByRole("link", { name: "Row", exact: true }).first().click();
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
    await own.getByRole("button", { name: "Sign in with a wallet" }).click();
    await own.getByRole("button", { name: "Sign out" }).waitFor();

    await own.getByLabel("Name").fill("Tea notes");
    await own.getByLabel("Terms").fill("Use them and name us.");
    await own.getByRole("button", { name: "Create" }).click();
    const words = () => Array.from({ length: 12 }, () => randomBytes(4).toString("hex")).join(" ");
    const rows = [1, 2, 3].map((tea) => JSON.stringify({ instruction: `How is tea ${tea}?`, response: words() }));
    await own.getByLabel("Rows, one JSON object a line").setInputFiles({
      name: "tea.jsonl",
      mimeType: "application/x-ndjson",
      buffer: Buffer.from(rows.join("\n")),
    });
    await own.getByRole("button", { name: "Upload and screen" }).click();
    await own.getByRole("button", { name: "Sign under these terms" }).click();
    await own.getByRole("button", { name: /^Accept/ }).click();
    await own.getByRole("button", { name: /^Publish version 1/ }).click();
    await own.getByText("Version 1,").waitFor();

    const status = await own.evaluate(async () => {
      const response = await fetch("/api/keys", {
        method: "POST",
        headers: { Authorization: `Bearer ${sessionStorage.getItem("token")}`, "Content-Type": "application/json" },
        body: JSON.stringify({ payer: `0x${"12".repeat(20)}` }),
      });
      return response.status;
    });
    assert.equal(status, 403);
  } finally {
    await context.close();
  }
});

test("nothing was asked of any other host, and no script failed", () => {
  assert.deepEqual(foreign, []);
  assert.deepEqual(problems, []);
});
