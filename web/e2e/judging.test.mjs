// A case and a vote, decided by clicks in a real Chromium, on a real node and its chain. Who accuses, the accused and two other judges act
// by their keys; the third judge appeals, proposes, votes and has done what was voted on the page alone.
//   OPENLEDGER_LINK   a link of a node whose contracts give people time, such as of
//                     openledger up --data NEW --set contracts.arbitration_timeout_seconds=900 --set contracts.unbond_delay_seconds=1000
//   CHROMIUM          the browser's executable
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { abiOf, contracts, reader, somebody, until, view } from "./chain.mjs";
import { base, purse } from "./purse.mjs";

const clients = createRequire(new URL("../../node/src/test/npm/package.json", import.meta.url));
const { encodeFunctionData, keccak256, parseEther, toHex } = clients("viem");

const SUBJECT = BigInt(`0x${"ab".repeat(32)}`);
const SALT = `0x${"5a".repeat(32)}`;
const BEAT_MILLIS = 2_000;
const GIFTS_OF_THE_PAGE = 4;

let own;
let page;
let accused;
let citizen;
let judges;
let beat;
let caseId;

before(async () => {
  own = await purse(30_000);
  ({ page } = own);
  const heart = await somebody();
  // the embedded chain makes a block for each transaction and none else, and what a view says of time is as of the last
  beat = setInterval(() => heart.send({ to: heart.address, value: 1n }).catch(() => {}), BEAT_MILLIS);
  [accused, citizen, ...judges] = await Promise.all([1, 2, 3, 4].map(somebody));
  for (let gift = 0; gift < GIFTS_OF_THE_PAGE; gift++)
    await (await somebody()).send({ to: own.address, value: parseEther("0.99") });
  for (const operator of [accused, ...judges]) {
    await operator.call("wrappedOpen", "deposit", [], parseEther("0.6"));
    await operator.call("stakePools", "create", []);
    const pool = await view("stakePools", "poolOf", operator.address);
    await operator.call("wrappedOpen", "approve", [pool, parseEther("0.5")]);
    await operator.callAt(pool, "stakePool", "deposit", [parseEther("0.5"), operator.address]);
  }
  await page.goto(`${base}/court`);
  await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
  await page.locator("#account-menu").getByRole("button", { name: "Sign in with a wallet" }).click();
  await page.getByText("Make a pool of your own, as an operator").click();
  await page.getByRole("button", { name: "Make my pool" }).click();
  const pool = page.getByTestId("pool").filter({ hasText: `${own.address.slice(0, 6)}…${own.address.slice(-4)}` });
  await pool.getByText("Stake on it").click();
  await pool.getByLabel("Amount (OPEN)").fill("0.5");
  await pool.getByRole("button", { name: "Stake 0.5 OPEN" }).click();
  await pool.getByText("Yours: 0.5 OPEN.").waitFor();
});

after(async () => {
  clearInterval(beat);
  await own?.close();
});

const untilSecond = async (second) => until(async () => Date.now() / 1_000 > Number(second) + 1);
const shown = { timeout: 600_000 };
const found = () => page.getByTestId("case").filter({ hasText: `Case ${caseId}: a wrong receipt` });

test("a judge votes, hidden, and shows the vote, and reads before each what it does", async () => {
  const bond = await view("parameters", "caseBondWei");
  await citizen.call("wrappedOpen", "deposit", [], bond);
  await citizen.call("wrappedOpen", "approve", [contracts.court, bond]);
  await new Promise((done) => setTimeout(done, 2_000)); // what is staked in the second of the opening has no vote
  await citizen.call("court", "open", [1, accused.address, SUBJECT, "a receipt without an answer"]);
  caseId = await view("court", "cases");
  await accused.call("court", "answer", [caseId, "it was given"]);
  await page.getByRole("button", { name: "Cases" }).click();
  await found().getByText("Who accuses says: a receipt without an answer").waitFor(shown);
  await found().getByText("The accused answers: it was given").waitFor(shown);

  await untilSecond(await view("court", "answerUntil", caseId));
  await found().getByText("Vote with your pool").click(shown);
  await found().getByLabel("Yes, uphold it").check();
  await found()
    .getByText(/Votes for the accusation in case .*, hidden\. This browser keeps the number/)
    .waitFor();
  await found().getByRole("button", { name: "Vote for the accusation" }).click();
  await found().getByText("Your pool has voted.").waitFor(shown);
  for (const judge of judges) {
    const commitment = await view("court", "commitmentOf", caseId, judge.address, true, SALT);
    await judge.call("court", "commit", [caseId, commitment]);
  }

  await untilSecond(await view("court", "commitUntil", caseId));
  await found()
    .getByText(/Shows your pool's vote for the accusation/)
    .waitFor(shown);
  await found().getByRole("button", { name: "Show my vote" }).click();
  await found().getByText("Your vote is shown.").waitFor(shown);
  for (const judge of judges) await judge.call("court", "reveal", [caseId, judge.address, true, SALT]);
  await untilSecond(await view("court", "revealUntil", caseId));
  assert.equal(await view("court", "outcomeOf", caseId), 2);
});

test("the appeal is decided by a vote, each click of it on the page", async () => {
  const appeal = found().getByText("Appeal", { exact: true });
  await appeal.click(shown);
  await found().getByLabel("Where it can be read, or what there is to say").fill("they envy me");
  await found()
    .getByText(/Appeals case .* with this text and puts .* OPEN down/)
    .waitFor();
  await found()
    .getByRole("button", { name: /^Appeal for/ })
    .click();
  await found()
    .getByText(/appeal: open/)
    .waitFor(shown);

  // the proposal that decides it is the command's; the votes of who proposes are given on the page
  await page.getByRole("button", { name: "Votes" }).click();
  await wrapAll();
  await page.getByRole("button", { name: "Give my OPEN its votes" }).click(shown);
  await page.getByText(/and have 1\.[0-9]* OPEN of votes/).waitFor(shown);
  const least = await view("openGovernor", "proposalThreshold");
  await until(
    async () =>
      (await view("openGovernor", "getVotes", own.address, (await reader.getBlock()).timestamp - 1n)) >= least,
  ); // counted as of the second before
  const decide = encodeFunctionData({ abi: abiOf("court"), functionName: "decide", args: [caseId, true] });
  const propose = encodeFunctionData({
    abi: abiOf("openGovernor"),
    functionName: "propose",
    args: [[contracts.court], [0n], [decide], "the receipt is wrong"],
  });
  await own.client.sendTransaction({ to: contracts.openGovernor, data: propose, chain: null });
  const proposal = page.getByTestId("proposal").filter({ hasText: "the receipt is wrong" });
  await proposal.getByText(`the accusation of case ${caseId} stands`).waitFor(shown);
  await proposal.getByText("Vote", { exact: true }).click(shown);
  await proposal
    .getByText(/Votes for the proposal that the accusation of case .* stands\. It cannot be changed\./)
    .waitFor();
  await proposal.getByRole("button", { name: "Vote for" }).click();
  await proposal.getByText("You have voted.").waitFor(shown);
  await proposal.getByRole("button", { name: "Let it wait" }).click(shown);
  await proposal.getByRole("button", { name: "Do it" }).click(shown);
  await proposal.getByText("It is done.").waitFor(shown);
  assert.equal(await view("court", "isUpheld", caseId), true);

  await page.getByRole("button", { name: "Cases" }).click();
  await found().getByRole("button", { name: "Close it" }).click(shown);
  await found().getByText("It is closed.").waitFor(shown);
  const pool = await view("stakePools", "poolOf", accused.address);
  const left = await reader.readContract({ address: pool, abi: abiOf("stakePool"), functionName: "totalAssets" });
  assert.equal(left < parseEther("0.5"), true, `${left} are left of the accused's pool`);
  assert.deepEqual(own.problems, []);
});

/** What the page's wallet has but for gas, so that it has enough votes to propose. */
async function wrapAll() {
  const hash = await own.client.sendTransaction({
    to: contracts.wrappedOpen,
    data: keccak256(toHex("deposit()")).slice(0, 10),
    value: parseEther("1.5"),
    chain: null,
  });
  await reader.waitForTransactionReceipt({ hash });
}
