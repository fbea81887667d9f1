// A node, a browser and readers for the checks of the page. Without OPENLEDGER_LINK, the link of a running node, the node is
// started here: on a copy of the folder that --data names, else on a new demo's. CHROMIUM names another browser.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { announce, makeWallet } from "./wallet.mjs";

const HOME = fileURLToPath(new URL("../..", import.meta.url));
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PAGE_TIMEOUT_MILLIS = 30_000;
const DEMO_TIMEOUT_MILLIS = 15 * 60_000;
/** What a page shows may ask for more: so long nothing is to be under way. */
const QUIET_MILLIS = 400;
const START_TIMEOUT_MILLIS = 10 * 60_000;

/** Runs a check on a stage, says what it found, and exits with 1 where that is anything. */
export async function onStage(name, check) {
  const { values } = parseArgs({ options: { data: { type: "string" }, only: { type: "string" } } });
  const stage = await setUp(values.data);
  let failures;
  try {
    failures = await check({ ...stage, only: values.only });
  } finally {
    await stage.close();
  }
  for (const failure of failures) console.log(`✗ ${failure}`);
  console.log(failures.length === 0 ? `✓ ${name}` : `${failures.length} failures of ${name}`);
  process.exit(failures.length === 0 ? 0 : 1);
}

async function setUp(data) {
  const node = process.env.OPENLEDGER_LINK
    ? { link: process.env.OPENLEDGER_LINK, stop: async () => {} }
    : await start(data);
  const link = new URL(node.link);
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  const wallet = await signedIn(link.origin);
  const admin = await administrator(link);
  return {
    base: link.origin,
    facts: await factsOf(link.origin, admin),
    visitors: { nobody: {}, wallet: { token: wallet.token, account: wallet.address, wallet }, admin: { token: admin } },
    open: (visitor, look) => open(browser, visitor, look),
    close: async () => {
      await browser.close();
      await node.stop();
    },
  };
}

/** The token that a link's code is exchanged for. */
async function administrator(link) {
  const code = new URLSearchParams(link.hash.slice(1)).get("code");
  const response = await fetch(`${link.origin}/api/sign-in/link`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code }),
  });
  if (!response.ok) throw new Error(`the link is not good: ${await response.text()}`);
  return (await response.json()).token;
}

/** One that quotes a row; the newest where none does. */
async function quotingReceipt(lines, get) {
  for (const { id } of lines) {
    const receipt = await get(`/api/receipts/${id}`);
    if (receipt.evidence.shares.some((share) => share.spans.length > 0)) return receipt;
  }
  return get(`/api/receipts/${lines[0].id}`);
}

/** Ids of what the node has, for the addresses that are looked at. */
async function factsOf(base, admin) {
  const get = async (path) => {
    const response = await fetch(`${base}${path}`, { headers: { Authorization: `Bearer ${admin}` } });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  const listed = async (path) => (await get(path)).list;
  const [datanet] = await listed("/api/datanets");
  const [model] = await listed("/api/models");
  const [epoch] = await listed("/api/epochs");
  const receipt = await quotingReceipt(await listed("/api/receipts?limit=50"), get);
  const { shares } = receipt.evidence;
  const quoting = shares.find((share) => share.spans.length > 0);
  const { contributor } = receipt.receipt.attribution.shares[0];
  const given = await listed(`/api/datanets/${datanet.id}/contributions`);
  return {
    datanet: datanet.id,
    model: model.name,
    run: model.run,
    epoch: epoch?.number,
    receipt: receipt.id,
    contributor,
    contribution: given.find((each) => each.contributor === contributor)?.id,
    words: quoting ? `${quoting.spans[0].start}-${quoting.spans[0].length}` : undefined,
    leaf: shares.flatMap((share) => share.rows)[0].leaf,
    invitation: await invitationTo(base, admin, datanet.id),
    ...(await actedOf(base, admin, contributor, datanet.id)),
  };
}

async function invitationTo(base, admin, datanet) {
  const response = await fetch(`${base}/api/datanets/${datanet}/invitations`, {
    method: "POST",
    headers: { Authorization: `Bearer ${admin}`, "Content-Type": "application/json" },
    body: JSON.stringify({ role: "reviewer" }),
  });
  if (!response.ok) throw new Error(`nobody could be invited: ${await response.text()}`);
  return (await response.json()).id;
}

/** A mandate, and a call under it that waits for a person. */
async function actedOf(base, admin, principal, datanet) {
  const post = async (path, body, bearer = admin) => {
    const response = await fetch(`${base}${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  const draft = await post("/api/mandates/draft", {
    principal,
    agent: principal,
    name: "kitchen helper",
    task: "Find out how a starter is fed.",
    lifeSeconds: 3600,
    budgetGwei: 1_000_000,
    callGwei: 100_000,
    dayGwei: 1_000_000,
    maxCalls: 100,
    tools: ["contribute_rows", "my_mandate"],
    datanets: [Number(datanet)],
    licences: ["CC-BY-4.0", "CC0-1.0"],
    approvalAboveGwei: 100_000,
    approvalClasses: ["write"],
    approvers: [principal],
  });
  const { mandate } = await post("/api/mandates", { mandate: draft.mandate });
  const { key } = await post(`/api/mandates/${mandate.id}/keys`, {});
  const call = (name, args) =>
    post("/mcp", { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } }, key);
  await call("my_mandate", {});
  await call("delete_all", {});
  const { result } = await call("contribute_rows", { datanet: Number(datanet), rows: [{ text: "Feed it daily." }] });
  return { mandate: mandate.id, action: result._meta["org.openledger/action"] };
}

/** A context of its own for a reader; `look` is width, height and colour scheme. */
async function open(browser, visitor, { width = 1280, height = 900, scheme = "light" } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PAGE_TIMEOUT_MILLIS);
  if (visitor.wallet) {
    await context.exposeFunction("askWallet", (call) => visitor.wallet.request(call));
    await context.addInitScript(announce);
  }
  await context.addInitScript(
    ({ token, account }) => {
      if (token) sessionStorage.setItem("token", token);
      if (account) sessionStorage.setItem("account", account);
    },
    { token: visitor.token, account: visitor.account },
  );
  const page = await context.newPage();
  faults.set(page, []);
  page.on("pageerror", (error) => faults.get(page).push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.get(page).push(message.text()));
  return { context, page };
}

/** What went wrong in a page since it was last looked at. */
const faults = new WeakMap();

/** Waits until a page has all that it asked the node for; an error where anything in it failed. */
export async function settled(page) {
  await page.evaluate(() => delete window.readySince);
  await page.waitForFunction((quiet) => {
    const ready = document.querySelector("h1") !== null && document.querySelector('[aria-busy="true"]') === null;
    window.readySince = ready ? (window.readySince ?? performance.now()) : undefined;
    return ready && performance.now() - window.readySince >= quiet;
  }, QUIET_MILLIS);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  const [fault] = faults.get(page).splice(0);
  if (fault) throw new Error(`something failed in the page: ${fault.slice(0, 200)}`);
}

async function signedIn(base) {
  const wallet = makeWallet();
  const post = async (path, body) => {
    const response = await fetch(`${base}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const { message } = await post("/api/sign-in/message", { address: wallet.address });
  const signature = wallet.request({ method: "personal_sign", params: [message, wallet.address] });
  const { token, address } = await post("/api/sign-in", { message, signature });
  return { ...wallet, token, address };
}

async function start(data) {
  const folder = await mkdtemp(join(tmpdir(), "openledger-page-"));
  const own = join(folder, "data");
  if (data) await cp(data, own, { recursive: true });
  else await demo(own);
  const port = await freePort();
  const node = run(["up", "--data", own, "--port", String(port)]);
  await said(node, /OpenLedger is up: (\S+)/, START_TIMEOUT_MILLIS);
  const link = await said(run(["admin", "link", "--data", own]), /(http\S+#code=\S+)/, START_TIMEOUT_MILLIS);
  const stop = async () => {
    const ended = new Promise((done) => node.once("exit", done));
    node.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { link, stop };
}

async function demo(folder) {
  console.log("Making a demo to look at; this takes some minutes. --data DIR takes a folder that is there.");
  const made = run(["demo", "--exit", "--data", folder]);
  const code = await Promise.race([
    new Promise((done) => made.once("exit", done)),
    new Promise((_, late) =>
      setTimeout(() => late(new Error("The demo did not end in time.")), DEMO_TIMEOUT_MILLIS).unref(),
    ),
  ]);
  if (code !== 0) throw new Error(`The demo ended with ${code}: ${made.output}`);
}

function run(options) {
  const child = spawn(join(HOME, "openledger"), options, { cwd: HOME, stdio: ["ignore", "pipe", "pipe"] });
  child.output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      child.output = (child.output + text).slice(-20_000);
    });
  }
  return child;
}

/** What a program says that matches; an error once it ends, or takes too long, without. */
function said(child, pattern, millis) {
  return new Promise((done, fail) => {
    const look = () => {
      const found = pattern.exec(child.output);
      if (found) done(found[1]);
    };
    child.stdout.on("data", look);
    child.once("exit", (code) => fail(new Error(`The node ended with ${code}: ${child.output}`)));
    setTimeout(() => fail(new Error(`The node did not start in time: ${child.output}`)), millis).unref();
  });
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error("Chromium was not found. Install it, or name it: CHROMIUM=/path/to/chromium.");
  return found;
}
