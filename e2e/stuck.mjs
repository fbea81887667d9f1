// What cannot be done stops nothing else: deposits that the operator cannot pay for, gas that is too dear, a chain that stands still.
//   node stuck.mjs [--engine anvil|hardhat]
import { ethers } from "ethers";
import { agree, api, booked, expect, mine, mining, onStage, startNode, until } from "./stage.mjs";

const DEAR = 500n * 10n ** 9n;

await onStage("what is stuck", async (stage) => {
  await startNode(stage, stage.url, ["--max-fee-gwei", 20, "--set", "chain.deposit_timeout_seconds=5"]);
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
});

async function agreeOn(stage, payer, gwei, what) {
  await until(`${what}: ${gwei} gwei`, async () => (await booked(stage, payer)) >= gwei);
  return agree(stage, payer, what);
}
