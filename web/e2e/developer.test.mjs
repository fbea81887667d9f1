// Somebody with a fresh wallet and no shell has a key, a deposit, a first answer with its receipt, and sees what it cost, in nine
// actions at most. What a wallet asks for itself, in its own window, is not counted; going to another page is.
//   OPENLEDGER_LINK       a link of the node; only its address is used
//   OPENLEDGER_QUESTION   something that its model answers
//   CHROMIUM              the browser's executable
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, purse } from "./purse.mjs";

const MOST_ACTIONS = 9;
let own;
let page;
let actions = 0;

before(async () => {
  own = await purse(60_000);
  ({ page } = own);
  await page.goto(base);
});

after(async () => own?.close());

async function act(done) {
  actions++;
  await done;
}

/** Until the node has read from the chain that it may draw. */
async function mayDraw() {
  for (let look = 0; look < 150; look++) {
    const wallet = await (await fetch(`${base}/api/accounts/${own.address}/wallet`)).json();
    if (wallet.limitGwei > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail("the node may not draw yet");
}

function place(name) {
  return page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });
}

test(`a fresh wallet has a key, a deposit, an answer and its receipt, and sees what it spent, in ${MOST_ACTIONS} actions`, async () => {
  await act(page.getByRole("banner").getByRole("button", { name: "Sign in" }).click());
  await act(page.locator("#account-menu").getByRole("button", { name: "Sign in with a wallet" }).click());
  await act(place("Earnings").click());
  await act(page.getByRole("button", { name: /^Get 1 OPEN/ }).click());
  const held = page.getByTestId("on-chain");
  await held.getByText("1 OPEN", { exact: true }).waitFor();
  for (const says of [
    "Wraps 0.01 OPEN of your native OPEN.",
    "Lets the escrow take 0.01 OPEN of your wrapped OPEN, once.",
    "Deposits 0.01 OPEN. What is not drawn stays yours.",
    "Lets this node draw 0.01 OPEN in all since the beginning, 0.01 OPEN more than until now, for what you ask.",
  ]) {
    await held.getByText(says).waitFor();
  }
  await act(held.getByRole("button", { name: "Deposit 0.01 OPEN" }).click());
  await page.getByText("Deposit for questions").first().waitFor();
  await act(page.getByRole("button", { name: "Make one that asks all models, and reads" }).click());
  await page.getByTestId("keys").getByText("first").waitFor();
  await mayDraw();
  await act(place("Playground").click());
  await act(
    (async () => {
      await page.getByLabel("Question", { exact: true }).fill(process.env.OPENLEDGER_QUESTION);
      await page.keyboard.press("Enter");
    })(),
  );
  await page.getByTestId("shares").waitFor({ timeout: 120_000 });
  const receipt = await page.locator('main a[href^="/receipts/"]').first().getAttribute("href");
  const { receipt: signed } = await (await fetch(`${base}/api${receipt}`)).json();
  await act(place("Earnings").click());
  await page.getByTestId("spending").waitFor();
  const open = (signed.fee.totalGwei / 1e9).toFixed(9).replace(/0+$/, "");
  await page.getByTestId("spending").getByText(`${open} OPEN in the last 30 days`).waitFor();
  assert.ok(actions <= MOST_ACTIONS, `${actions} actions`);
  console.log(`# ${actions} actions`);
  assert.deepEqual(own.problems, []);
});
