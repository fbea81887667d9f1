// A transaction that no block takes: each raised fee is taken by the network's pool, none is above the limit, and in the end it is
// included once.   node bump.mjs [--engine anvil|hardhat]
import { ethers } from "ethers";
import { GWEI, agree, api, expect, mine, mining, onStage, startNode } from "./stage.mjs";

const MOST_GWEI = 9n;
const WATCH_MILLIS = 60_000;

await onStage("raised fees", async (stage) => {
  await startNode(stage, stage.url, ["--max-fee-gwei", MOST_GWEI, "--set", "chain.raise_fee_seconds=1"]);
  await mining(stage, false);
  const payer = ethers.Wallet.createRandom().address.toLowerCase();
  const deposit = api(stage, "POST", "/api/deposits", { payer, gwei: 1e9 }, { "Idempotency-Key": "slow" }).catch((failure) => failure);
  const fees = new Map();
  const end = Date.now() + WATCH_MILLIS;
  while (Date.now() < end) {
    const entries = (await api(stage, "GET", "/api/outbox?limit=100")).list;
    const wrap = entries.find(({ key }) => key.endsWith("/wrap") && key.startsWith("deposit/"));
    const hash = wrap?.transaction;
    if (hash && !fees.has(hash)) {
      const pooled = await stage.rpc.send("eth_getTransactionByHash", [hash]); // none where the next has taken its place meanwhile
      if (pooled) fees.set(hash, BigInt(pooled.maxFeePerGas));
    }
    if (/^not raised/.test(wrap?.reason ?? "")) console.log(`  ${wrap.reason}`);
    if (/^not raised/.test(wrap?.reason ?? "")) break;
    await new Promise((done) => setTimeout(done, 300));
  }
  const offered = [...fees.values()];
  console.log(`  offered, in gwei: ${offered.map((wei) => Number(wei) / 1e9).join(", ")}`);
  if (offered.length < 3) throw new Error(`it was raised ${offered.length - 1} times only`);
  if (offered.some((wei) => wei > MOST_GWEI * GWEI)) throw new Error("more was offered than may be");
  for (const [index, wei] of offered.entries())
    if (index > 0 && wei * 8n < offered[index - 1] * 9n) throw new Error("a raise is less than an eighth");
  await mining(stage, true);
  await mine(stage, 2);
  const done = await deposit;
  if (done instanceof Error) throw done;
  expect("the deposit", await agree(stage, payer, "mined in the end"), 1e9);
});

