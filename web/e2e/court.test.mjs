// Stake, cases, votes and sales in a real Chromium, on a real node and its chain: what a person can do with a wallet alone.
//   OPENLEDGER_LINK   a link of the node
//   CHROMIUM          the browser's executable
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, purse } from "./purse.mjs";

let own;
let page;
let address;

before(async () => {
  own = await purse(20_000);
  ({ page, address } = own);
  await page.goto(`${base}/court`);
  await page.getByText("Sign in with a wallet to act").waitFor();
  await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
  await page.locator("#account-menu").getByRole("button", { name: "Sign in with a wallet" }).click();
  await page.getByText("Make a pool of your own").waitFor();
  await given();
});

after(async () => own?.close());

/** The faucet's OPEN, once it is on chain. */
async function given() {
  const token = await page.evaluate(() => sessionStorage.getItem("token"));
  const response = await fetch(`${base}/api/gifts`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ account: address }),
  });
  assert.equal(response.ok, true, await response.clone().text());
  for (let look = 0; look < 100; look++) {
    const answer = await own.client.request({ method: "eth_getBalance", params: [address, "latest"] });
    if (BigInt(answer) > 0n) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail("the gift did not come");
}

function pool() {
  return page.getByTestId("pool").filter({ hasText: `${address.slice(0, 6)}…${address.slice(-4)}` });
}

test("somebody makes a pool, stakes on it and asks a part back, and reads before each what it does", async () => {
  await page.getByText("Make a pool of your own, as an operator").click();
  await page.getByText("Makes the stake pool of your account. It is empty, and moves no OPEN.").waitFor();
  await page.getByRole("button", { name: "Make my pool" }).click();
  await pool().getByText("Nothing of it is yours.").waitFor();

  await pool().getByText("Stake on it").click();
  await pool().getByLabel("Amount (OPEN)").fill("1e3");
  await pool().getByText("Type an amount such as 2.5.").waitFor();
  assert.equal(await pool().getByRole("button").count(), 0);
  await pool().getByLabel("Amount (OPEN)").fill("0.3");
  await pool().getByText("Wraps 0.3 OPEN of your native OPEN").waitFor();
  await pool().getByText("Lets the stake pool take 0.3 OPEN of your wrapped OPEN, once.").waitFor();
  await pool()
    .getByText(/Stakes 0.3 OPEN on the honesty of 0x.*: a verdict of the court can take it/)
    .waitFor();
  own.asked.length = 0;
  await pool().getByRole("button", { name: "Stake 0.3 OPEN" }).click();
  await pool().getByText("Yours: 0.3 OPEN.").waitFor();
  assert.deepEqual(own.asked, ["0xd0e30db0", "0x095ea7b3", "0x6e553f65"]);

  await pool().getByText("Ask it back").click();
  await pool().getByLabel("Part (%)").fill("50");
  await pool()
    .getByText(/Asks 50 % of your stake on 0x.* back, worth 0.15 OPEN now. It waits/)
    .waitFor();
  await pool().getByRole("button", { name: "Ask 50 % back" }).click();
  await pool()
    .getByText(/You asked 0.15 OPEN back: it waits until .* UTC, and a verdict still takes from it/)
    .waitFor();
});

test("votes say the split in force, whose votes count, and why a proposal cannot be made yet", async () => {
  await page.getByRole("button", { name: "Votes" }).click();
  await page.getByText(/Now of each fee: treasury [0-9.]+ %, .* data [0-9.]+ %/).waitFor();
  await page.getByText("You hold 0 OPEN of wrapped OPEN, and have 0 OPEN of votes.").waitFor();
  const split = page.getByRole("group").filter({ hasText: "Propose another split of fees" });
  await split.getByText("Propose another split of fees").click();
  await split.getByText("Say what the vote is for.").waitFor();
  await split.getByLabel("data (%)").fill("1");
  await split.getByText(/^data: 30 to 90 %/).waitFor();
  const fee = page.getByRole("group").filter({ hasText: "Propose another building fee" });
  await fee.getByText("Propose another building fee").click();
  await fee.getByText("Say what the vote is for.").waitFor();
  await fee.getByLabel("Fee for each version").fill("1");
  await fee.getByText("From 0.0001 OPEN to 0.01 OPEN.").waitFor();
});

test("cases and sales say that there is nothing yet, and what can be brought", async () => {
  await page.getByRole("button", { name: "Cases" }).click();
  await page.getByText("Nobody was accused yet.").waitFor();
  await page.getByText("Accuse an operator").click();
  await page.getByLabel("Where it can be read, or what there is to say").fill("https://example.org/why.txt");
  await page.getByText("Name the operator by its address, and what is wrong.").waitFor();
  await page.getByLabel("Operator").fill(address);
  await page.getByLabel("SHA-256 of it, 64 digits").fill("ab".repeat(32));
  await page.getByText(new RegExp(`Accuses ${address} of a wrong receipt, .* which is lost where`)).waitFor();

  await page.getByRole("button", { name: "Sales" }).click();
  await page.getByText("Nothing is for sale.").waitFor();
  await page.getByText("Offer a Datanet or model of yours").click();
  await page.getByLabel("Number on chain").fill("999999");
  await page.getByText("There is no Datanet 999999 on chain.").waitFor();
  assert.deepEqual(own.problems, []);
});
