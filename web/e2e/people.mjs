// People with wallets of their own, each with a browser's page, on the running node that the environment names:
//   OPENLEDGER_LINK   a link of the node; only its address is used
//   CHROMIUM          the browser's executable
//   OPENLEDGER_SEED   of the rows that are made up; another one each time where it is not said

import { chromium } from "playwright-core";
import { clients } from "./clients.mjs";
import { announce } from "./wallet.mjs";

const { generatePrivateKey, privateKeyToAccount } = clients("viem/accounts");

/** Another one each time, so that a node that was used before has no such row. */
const SEED = Number(process.env.OPENLEDGER_SEED ?? Date.now() % 1_000_000_000);
console.log(`# seed ${SEED}`);

export const base = new URL(process.env.OPENLEDGER_LINK).origin;

/** A browser, and what is to be closed with it. */
export async function gathering() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  return { person: () => person(browser), close: () => browser.close() };
}

/** Somebody who signed in with a wallet; `signed` has each document that the wallet was asked to sign. */
async function person(browser) {
  const wallet = privateKeyToAccount(generatePrivateKey());
  const address = wallet.address.toLowerCase();
  const signed = [];
  const { message } = await call("POST", "/api/sign-in/message", { address });
  const { token } = await call("POST", "/api/sign-in", { message, signature: await wallet.signMessage({ message }) });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(30_000);
  await context.exposeFunction("askWallet", ({ method, params }) => {
    if (method === "eth_requestAccounts" || method === "eth_accounts") return [address];
    if (method === "personal_sign") return wallet.signMessage({ message: params[0] });
    if (method !== "eth_signTypedData_v4") throw new Error(`a wallet was asked for ${method}`);
    signed.push(JSON.parse(params[1]));
    return wallet.signTypedData(signed.at(-1));
  });
  await context.addInitScript(announce);
  await context.addInitScript(
    (held) => {
      for (const [name, value] of Object.entries(held)) sessionStorage.setItem(name, value);
    },
    { token, account: address },
  );
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  const api = (method, path, body) => call(method, path, body, token);
  return {
    address,
    page,
    problems,
    signed,
    api,
    /** The status and the text of an answer, whatever it is. */
    raw: async (path) => {
      const response = await fetch(base + path, { headers: { Authorization: `Bearer ${token}` } });
      return { status: response.status, text: await response.text() };
    },
    /** Signs a contribution's document with the wallet, without the page. */
    sign: async (id) => {
      const { typedData } = await api("GET", `/api/contributions/${id}/signature`);
      return api("POST", `/api/contributions/${id}/signature`, { signature: await wallet.signTypedData(typedData) });
    },
  };
}

/** What the node answers; an error where it refuses. */
async function call(method, path, body, token) {
  const file = typeof body === "string";
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { "Content-Type": file ? "application/octet-stream" : "application/json" }),
    },
    ...(body && { body: file ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** A Datanet that the chain has. */
export async function datanetOf(owner, name, schema = "INSTRUCTION") {
  const terms = "Use these rows and name who gave them.";
  const made = await owner.api("POST", "/api/datanets", {
    owner: owner.address,
    name,
    schema,
    licence: "CC-BY-4.0",
    terms,
  });
  for (;;) {
    if ((await owner.api("GET", `/api/datanets/${made.id}`)).token) return made.id;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Questions and answers that resemble no others. */
export function questions(count, seed) {
  let state = (SEED + Math.imul(seed, 2654435761)) >>> 0;
  const word = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 4).toString(36);
  };
  return Array.from({ length: count }, (_, at) => ({
    instruction: `How is dish ${at + 1} called ${word()} made?`,
    response: Array.from({ length: 12 }, word).join(" "),
  }));
}
