// A person looks after an agent: opens a mandate, has six questions about one call answered in at most two clicks, and ends the mandate
// with one signature of the wallet; wide, and 375 pixels wide. node web/e2e/agents.mjs [--data DIR]
import { clients } from "./clients.mjs";
import { onStage } from "./stage.mjs";

const { generatePrivateKey, privateKeyToAccount } = clients("viem/accounts");

const QUESTIONS = [
  "Who allowed it",
  "Which data and model",
  "Which rules were asked",
  "What it cost",
  "Who is paid",
  "How it is undone",
];
const LOOKS = [
  { width: 1280, height: 900 },
  { width: 375, height: 812 },
];

await onStage("a person looks after an agent", async ({ base, facts, open }) => {
  const failures = [];
  for (const look of LOOKS) {
    const key = privateKeyToAccount(generatePrivateKey());
    const signed = [];
    const wallet = {
      address: key.address.toLowerCase(),
      request: ({ method, params }) => {
        if (method === "eth_requestAccounts" || method === "eth_accounts") return [key.address.toLowerCase()];
        signed.push(method);
        if (method === "personal_sign") return key.signMessage({ message: params[0] });
        return key.signTypedData(JSON.parse(params[1]));
      },
    };
    const agent = await actedFor(base, key, facts.datanet);
    const { context, page } = await open({ wallet }, look);
    try {
      failures.push(...(await looks(page, base, agent, signed)).map((each) => `${look.width} px: ${each}`));
    } finally {
      await context.close();
    }
  }
  return failures;
});

async function looks(page, base, { mandate, call }, signed) {
  const failures = [];
  const fits = async (where) => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) failures.push(`${where} is ${over} pixels too wide`);
  };
  // a wallet that never paid in is asked about by the page, and is not known to the node yet: that is no fault here
  const settled = () =>
    page.waitForFunction(
      () => document.querySelector("h1") !== null && document.querySelector('[aria-busy="true"]') === null,
    );
  page.on("pageerror", (error) => failures.push(error.message));
  await page.goto(`${base}/agents/${mandate}`);
  await page.getByRole("button", { name: "Sign in with Check wallet" }).first().click();
  await page.getByRole("heading", { name: "What is left" }).waitFor();
  await settled();
  await fits("the mandate");
  let clicks = 0;
  await page.getByRole("link", { name: "search_rows" }).first().click();
  clicks++;
  await page.getByRole("heading", { name: "Six questions" }).waitFor();
  await settled();
  await fits("the call");
  for (const question of QUESTIONS) {
    const answer = page.locator("dt", { hasText: question }).locator("xpath=following-sibling::dd[1]");
    if ((await answer.count()) !== 1 || !(await answer.innerText()).trim()) failures.push(`no answer to: ${question}`);
  }
  if (clicks > 2) failures.push(`six answers took ${clicks} clicks`);
  await page.goBack();
  await page.getByRole("button", { name: "End it, and stop what runs" }).click();
  await page.locator(".tag", { hasText: "ended" }).first().waitFor();
  const refused = await call("my_mandate", {});
  if (!refused.includes("was ended")) failures.push(`after the end it still acts: ${refused.slice(0, 200)}`);
  if (signed.length !== 1) failures.push(`the wallet signed ${signed.length} times: ${signed.join(", ")}`);
  return failures;
}

/** A mandate that the wallet signed, and an agent that searched under it. */
async function actedFor(base, key, datanet) {
  const address = key.address.toLowerCase();
  const post = async (path, body, bearer) => {
    const response = await fetch(`${base}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  const { message } = await post("/api/sign-in/message", { address });
  const { token } = await post("/api/sign-in", { message, signature: await key.signMessage({ message }) });
  const draft = await post("/api/mandates/draft", {
    principal: address,
    agent: address,
    name: "kitchen helper",
    task: "Find out how a starter is fed.",
    lifeSeconds: 3600,
    budgetGwei: 0,
    callGwei: 0,
    dayGwei: 0,
    maxCalls: 100,
    tools: ["my_mandate", "search_rows"],
    datanets: [Number(datanet)],
    licences: ["CC-BY-4.0", "CC0-1.0"],
    approvalAboveGwei: 0,
    approvers: [address],
    conditions: [{ name: "short", tool: "search_rows", cel: "size(arguments.query) < 100" }],
  });
  const signature = await key.signTypedData(draft.typedData);
  const { mandate } = await post("/api/mandates", { mandate: draft.mandate, signature }, token);
  const { key: secret } = await post(`/api/mandates/${mandate.id}/keys`, {}, token);
  const call = async (name, args) =>
    JSON.stringify(
      await post("/mcp", { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } }, secret),
    );
  await call("search_rows", { query: "starter", datanets: [Number(datanet)] });
  return { mandate: mandate.id, call };
}
