// What cannot be done stops nothing else: deposits that the operator cannot pay for, gas that is too dear, a chain that stands still, an
// epoch that a payer who left does not pay, of an operator who has nothing left to bond.
//   node stuck.mjs [--engine anvil|hardhat]
import { ethers } from "ethers";
import { adapterTar } from "./adapter.mjs";
import { OPEN, agree, api, booked, depositCall, expect, give, included, mine, mining, onStage, payer as payerOf, sign, startNode, until } from "./stage.mjs";

const DEAR = 500n * 10n ** 9n;
/** So much that one answer costs more than the operator has left below. */
const TOKEN_GWEI = 100_000_000;
/** The operator's money for gas, while it is poor. */
const POOR = OPEN / 4n;
const ESCROW = [
  "function setSpendingLimit(address,uint256)",
  "function requestWithdrawal(uint256)",
  "function withdraw()",
  "function withdrawalOf(address) view returns (uint256, uint64)",
  "function spent(address,address) view returns (uint256)",
  "event Shortfall(address indexed operator, uint64 indexed epoch, address indexed payer, uint256 amount)",
];
const DISTRIBUTOR = ["function fundedWei(address) view returns (uint256)"];

await onStage("what is stuck", async (stage) => {
  await startNode(stage, stage.url, [
    ...["--max-fee-gwei", 20, "--set", "chain.deposit_timeout_seconds=5", "--set", "epochs.length_seconds=0"],
    ...["--set", "contracts.minimum_bond_gwei=1000000000", "--set", "contracts.withdrawal_delay_seconds=2"],
  ]);
  const payer = ethers.Wallet.createRandom().address.toLowerCase();
  const deposit = (gwei, key) =>
    api(stage, "POST", "/api/deposits", { payer, gwei }, { "Idempotency-Key": key }).catch((refused) => refused);
  const entries = async () => (await api(stage, "GET", "/api/outbox?limit=100")).list;

  expect("a deposit above all OPEN there is", (await deposit(2e18, "impossible")).status, 400);
  expect("one above the operator's balance", (await deposit(5e17, "too much")).status, 402);
  expect("what of them is in the outbox", (await entries()).filter(({ kind }) => kind === "deposit").length, 0);

  await mining(stage, false);
  await stage.rpc.send("hardhat_setNextBlockBaseFeePerGas", [`0x${DEAR.toString(16)}`]);
  await mine(stage);
  expect("a deposit while gas is dear", (await deposit(3e9, "dear")).status, 503);
  const waiting = await until("it says why it waits", async () =>
    (await entries()).find(({ state, reason }) => state === "aside" && /chain.max_fee_gwei/.test(reason ?? "")),
  );
  console.log(`  ${waiting.key}: ${waiting.reason}`);
  for (let block = 0; block < 40; block++) await mine(stage); // empty blocks: gas gets cheaper by an eighth each
  await mining(stage, true);
  await api(stage, "POST", "/api/outbox/retry", { key: waiting.key });
  expect("the deposit", await agreeOn(stage, payer, 3e9, "gas is cheaper again"), 3e9);

  stage.chain.kill("SIGSTOP");
  const asked = deposit(4e9, "still");
  await new Promise((done) => setTimeout(done, 8_000));
  stage.chain.kill("SIGCONT");
  await asked;
  await deposit(4e9, "still");
  expect("the deposit", await agreeOn(stage, payer, 7e9, "the chain went on, and the call was made twice"), 7e9);

  await shortfall(stage);
});

/** Two ask; one of them takes its deposit away while the node cannot look, and the operator has nothing to bond but what is bonded. */
async function shortfall(stage) {
  const escrow = new ethers.Contract(stage.contracts.inferenceEscrow, ESCROW, stage.rpc);
  const distributor = new ethers.Contract(stage.contracts.rewardDistributor, DISTRIBUTOR, stage.rpc);
  const [leaver, stayer, third] = [await payerOf(stage), await payerOf(stage), await payerOf(stage)];
  const send = async ({ wallet, nonce }, call) => included(stage, await sign(wallet, call, nonce()));
  for (const who of [leaver, stayer]) {
    who.address = who.wallet.address.toLowerCase();
    await send(who, await depositCall(stage, who.wallet, 50n * OPEN));
    await send(who, await escrow.setSpendingLimit.populateTransaction(stage.operator, 50n * OPEN));
    await agreeOn(stage, who.address, 50e9, "a deposit by a wallet");
    const { message } = await api(stage, "POST", "/api/sign-in/message", { address: who.address });
    who.token = (await api(stage, "POST", "/api/sign-in", { message, signature: await who.wallet.signMessage(message) })).token;
  }
  await bringModel(stage, stayer);
  const body = { model: "dear", messages: [{ role: "user", content: "How is a starter fed?" }], max_tokens: 8 };
  for (const who of [leaver, stayer])
    await api(stage, "POST", "/v1/chat/completions", body, { Authorization: `Bearer ${who.token}` });
  await until("both answers have receipts", async () =>
    (await api(stage, "GET", "/api/receipts?limit=10")).list.filter(({ state }) => state === "receipted").length === 2);

  stage.node.kill("SIGSTOP");
  await send(leaver, await escrow.requestWithdrawal.populateTransaction(50n * OPEN));
  const [, at] = await escrow.withdrawalOf(leaver.wallet.address);
  await until("the delay is over", async () => BigInt((await stage.rpc.getBlock("latest")).timestamp) > at);
  await send(leaver, await escrow.withdraw.populateTransaction());
  await give(stage, stage.operator, POOR);
  stage.node.kill("SIGCONT");

  await until("the node closes an epoch, asked or because the deposit leaves", async () => {
    await api(stage, "POST", "/api/epochs").catch(({ status }) => status);
    return (await api(stage, "GET", "/api/epochs")).list.length > 0;
  });
  const owed = async () => (await api(stage, "GET", "/api/outbox?limit=100")).list.filter(({ state }) => state === "aside");
  const waiting = await until("the settlement waits, and says why", async () => (await owed()).find(({ key }) => /^settle/.test(key)));
  console.log(`  ${waiting.key}: ${waiting.reason}`);
  expect("what the lane has", await distributor.fundedWei(stage.operator), 0n);
  const bonding = await until("the bond waits for money", async () => (await owed()).find(({ key }) => /^bond-again/.test(key)));
  console.log(`  ${bonding.key}: ${bonding.reason}`);
  await send(third, await depositCall(stage, third.wallet, 5n * OPEN));
  expect("somebody's deposit meanwhile", await agreeOn(stage, third.wallet.address, 5e9, "another's deposit meanwhile"), 5e9);

  await give(stage, stage.operator, 100n * OPEN);
  await api(stage, "POST", "/api/outbox/retry", { key: bonding.key });
  const epochs = await until("every epoch is settled", async () => {
    const { list } = await api(stage, "GET", "/api/epochs");
    return list.every(({ state }) => state === "posted") && list;
  });
  const charged = epochs.reduce((sum, { paidGwei }) => sum + paidGwei, 0);
  const funded = await distributor.fundedWei(stage.operator);
  const short = (await escrow.queryFilter(escrow.filters.Shortfall())).map(({ args }) => args);
  expect("shortfalls", short.length, 1);
  expect("who was short", short[0].payer.toLowerCase(), leaver.address);
  const paid = (await escrow.spent(stage.operator, leaver.address)) + (await escrow.spent(stage.operator, stayer.address));
  expect("the lane has all that is owed, of payers and of the bond", funded, paid + short[0].amount);
  console.log(`  epochs of ${charged} gwei, of which the bond paid ${short[0].amount / 10n ** 9n}`);
  expect("who left has", await agree(stage, leaver.address, "who left"), 0);
  await agree(stage, stayer.address, "who stayed");
}

/** A model of the payer's own, dear, and for sale once the chain has it. */
async function bringModel(stage, { address, token }) {
  const owner = { Authorization: `Bearer ${token}` };
  const headers = { ...owner, "Content-Type": "application/x-tar" };
  const query = `name=dear&owner=${address}&licence=MIT&priceGwei=${TOKEN_GWEI}`;
  const brought = await fetch(`${stage.base}/api/models?${query}`, { method: "POST", headers, body: adapterTar() });
  if (!brought.ok) throw new Error(await brought.text());
  await until("the model is on chain", async () => (await api(stage, "GET", "/api/models/dear")).versions[0].token !== undefined);
  await api(stage, "POST", "/api/models/dear/activate", {}, owner);
  await until("the model answers", async () => (await api(stage, "GET", "/api/models/dear")).live === 1);
}

async function agreeOn(stage, payer, gwei, what) {
  await until(`${what}: ${gwei} gwei`, async () => (await booked(stage, payer)) >= gwei);
  return agree(stage, payer, what);
}
