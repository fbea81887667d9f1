#!/usr/bin/env node
// A stranger with the contracts' ABIs and addresses, and the node's public API: makes a Datanet, sells it, buys a licence, registers
// a model of a model of a model, asks it, and checks to the gwei that each level is paid. Then an operator lies about a root: its case
// is voted, appealed and decided, and a vote changes how fees are split. The engine is a chain of its own.
//
//   cd e2e && npm ci && node stranger.mjs --engine anvil     # or hardhat
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  createPublicClient,
  createWalletClient,
  decodeErrorResult,
  defineChain,
  encodeFunctionData,
  http,
  keccak256,
  padHex,
  parseEther,
  stringToHex,
  toHex,
} from "viem";
import { generatePrivateKey, mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import { adapterTar } from "./adapter.mjs";

const HOME = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({ options: { engine: { type: "string", default: "anvil" } } });
const CHAIN_ID = 31337;
// the accounts that both engines fund
const RICH = mnemonicToAccount("test test test test test test test test test test test junk");
const GWEI = 10n ** 9n;
const BLOCKS_UNTIL_SEEN = 2n;
const START_MILLIS = 8 * 60_000;
const NOTHING = padHex("0x", { size: 32 });
const TRAIN = 1;

const ended = [];
let passed = 0;
/** The process of the node, whose last words are shown where a check fails. */
let node;

function check(what, holds, found = "") {
  if (!holds) throw new Error(`${what}: ${found}`);
  passed++;
  console.log(`✓ ${what}`);
}

try {
  await main();
  console.log(`${passed} passed on ${values.engine}`);
} catch (failure) {
  console.error(`✗ ${failure.stack ?? failure}\n${(node?.output ?? "").slice(-3000)}`);
  process.exitCode = 1;
} finally {
  for (const end of ended.reverse()) await end();
}

async function main() {
  const rpc = await startEngine(values.engine);
  const chain = defineChain({
    id: CHAIN_ID,
    name: values.engine,
    nativeCurrency: { name: "OPEN", symbol: "OPEN", decimals: 18 },
    rpcUrls: { default: { http: [rpc] } },
  });
  const reader = createPublicClient({ chain, transport: http(rpc), pollingInterval: 200 });
  const person = (account) => ({ account, chain, wallet: createWalletClient({ account, chain, transport: http(rpc) }) });
  const rich = person(RICH);
  const fund = async (address, value) =>
    reader.waitForTransactionReceipt({ hash: await rich.wallet.sendTransaction({ to: address, value }) });

  const ticker = tick(rpc);
  const node = await startNode(rpc, fund);
  const { contracts, operator } = (await node.get("/api/overview")).node;
  const abis = Object.fromEntries(Object.keys(contracts).map((name) => [name, abiOf(name)]));
  const call = (name, functionName, ...args) =>
    reader.readContract({ address: contracts[name], abi: abis[name], functionName, args });
  const send = (who, name, ...call) => sendTo(who, contracts[name], abis[name], ...call);
  const sendTo = async (who, address, abi, functionName, ...args) => {
    const { request, result } = await reader.simulateContract({
      address,
      abi,
      functionName,
      args,
      account: who.account,
    });
    const receipt = await reader.waitForTransactionReceipt({ hash: await who.wallet.writeContract(request) });
    if (receipt.status !== "success") throw new Error(`${functionName} reverted`);
    return { ...receipt, result };
  };
  const reverts = async (who, name, functionName, ...args) => {
    try {
      await send(who, name, functionName, ...args);
    } catch (failure) {
      const data = failure.walk?.((cause) => cause.raw ?? cause.data)?.raw;
      const error = data ? decodeErrorResult({ abi: Object.values(abis).flat(), data }) : undefined;
      return error ? `${error.errorName}(${error.args.join(", ")})` : failure.message.slice(0, 300);
    }
    return "";
  };

  const [maker, buyer, builder] = [1, 2, 3].map(() => person(privateKeyToAccount(generatePrivateKey())));
  for (const who of [maker, buyer, builder]) {
    await fund(who.account.address, parseEther("100"));
    who.token = await node.signIn(who.account);
  }
  const lower = (who) => who.account.address.toLowerCase();

  // a Datanet, with a row that its maker gives and signs for
  const datanet = await node.post("/api/datanets", maker.token, {
    owner: lower(maker),
    name: "Bread",
    schema: "text",
    licence: "CC-BY-ND-4.0",
    terms: "Share and name the author.",
  });
  const seen = await node.until(`/api/datanets/${datanet.id}`, (each) => each.token !== undefined);
  const id = BigInt(seen.token);
  check("the Datanet is the stranger's on chain", (await call("datanetRegistry", "ownerOf", id)) === maker.account.address);
  const screened = await node.upload(
    `/api/datanets/${datanet.id}/contributions?contributor=${lower(maker)}`,
    maker.token,
    "application/octet-stream",
    `${JSON.stringify({ text: "Bread needs flour, water, salt and a starter that is awake." })}\n`,
  );
  const contribution = screened.contribution ?? screened;
  const asked = await node.get(`/api/contributions/${contribution.id}`, maker.token);
  await node.post(`/api/contributions/${contribution.id}/signature`, maker.token, {
    signature: await signDocument(maker, asked.typedData ?? screened.typedData),
  });
  await node.until(`/api/contributions/${contribution.id}`, (each) => each.chainState === "confirmed", maker.token);
  await node.post(`/api/contributions/${contribution.id}/review`, maker.token, { accept: true, unseen: true });

  // sold: the node knows within two blocks, and the new owner alone publishes
  await ticker.pause();
  const sale = await send(maker, "datanetRegistry", "transferFrom", maker.account.address, buyer.account.address, id);
  await ticker.mine();
  await ticker.mine();
  const bought = await node.until(
    `/api/datanets/${datanet.id}`,
    (each) => each.owner === lower(buyer),
  );
  const head = await reader.getBlockNumber();
  check("the node shows the buyer as owner", bought.owner === lower(buyer));
  check("within two blocks", head - sale.blockNumber <= BLOCKS_UNTIL_SEEN, `${head - sale.blockNumber} blocks`);
  ticker.go();
  check(
    "the seller can draft no version",
    (await node.status("POST", `/api/datanets/${datanet.id}/versions/draft`, maker.token, {})) === 403,
  );
  const root = keccak256("0x01");
  check("nor publish on chain", (await reverts(maker, "datanetRegistry", "publishVersion", id, root, 1n, root)) !== "");
  const draft = await node.post(`/api/datanets/${datanet.id}/versions/draft`, buyer.token, {});
  await node.post(`/api/datanets/${datanet.id}/versions`, buyer.token, {
    number: draft.number,
    signature: await signDocument(buyer, draft.typedData),
  });
  await untilTrue(() => call("datanetRegistry", "hasVersion", id, 1));
  check("the buyer publishes", true);
  const licence = await call("datanetRegistry", "licenceOf", id, 1);
  check("the version's licence is on chain", licence.spdx === stringToHex("CC-BY-ND-4.0", { size: 32 }), licence.spdx);

  // a licence: without one there is no model
  const facts = (digest, royaltyBps) => ({
    digest: keccak256(stringToHex(digest)),
    baseDigest: NOTHING,
    licence: NOTHING,
    paid: true,
    royaltyBps,
  });
  const source = [{ datanetId: id, version: 1 }];
  const refusal = await reverts(builder, "modelRegistry", "registerModel", builder.account.address, facts("root", 500), [], source, "");
  check("a model without a licence is refused with the Datanet's id", refusal.startsWith(`SourceNotPermitted(${id}, 1, `), refusal);
  const fee = parseEther("2");
  const offer = ["--name", "LicenseRef-Bread", "--fee-gwei", `${fee / GWEI}`, "--commercial", "--derivatives"];
  await sendCalls(buyer, node.command("licence", "offer", datanet.id, ...offer));
  const [termsId] = await call("licences", "offersOf", id);
  const rightsOf = `/api/datanets/${datanet.id}/rights?holder=${lower(builder)}`;
  await node.until(rightsOf, ({ offers }) => offers.length === 1);
  // what the node itself refuses, and then does not
  const declared = `/api/models?name=learnt&owner=${lower(builder)}&licence=MIT&versions=${datanet.id}:1`;
  const bring = () =>
    node.upload(declared, builder.token, "application/x-tar", adapterTar(1)).then(() => "", (failure) => failure.message);
  const forbidden = await bring();
  check("the node refuses a model without a licence", /403.*Version 1 of Datanet/.test(forbidden), forbidden);
  await wrap(builder, parseEther("20"));
  await sendCalls(builder, node.command("licence", "buy", datanet.id, "--terms", termsId, "--holder", lower(builder)));
  check("the fee is the new owner's", (await call("wrappedOpen", "balanceOf", buyer.account.address)) === fee);
  const [covered] = await call("licences", "covers", builder.account.address, id, 1, TRAIN, true);
  check("the licence covers its holder", covered);
  await node.until(rightsOf, ({ offers }) => offers[0].held === "1");
  const holders = node.command("licence", "check", datanet.id, "--holder", lower(builder));
  const strangers = node.command("licence", "check", datanet.id);
  const mayTrain = ({ uses }) => uses.find(({ use, paid }) => use === "train" && paid);
  const brought = await bring();
  check("the node takes it from whom the chain says that it has one", brought === "", brought);
  check("licence check says so", mayTrain(holders).permitted && holders.offers[0].held === "1");
  check("and of anybody else why not", /no adaptation/.test(mayTrain(strangers).reason) && !mayTrain(strangers).permitted);

  // a model of a model of a model; the last one is an adapter that the node serves
  const buildingFee = await call("modelRegistry", "buildingFeeWei");
  await send(builder, "wrappedOpen", "approve", contracts.modelRegistry, buildingFee);
  const { result: first } = await send(builder, "modelRegistry", "registerModel", builder.account.address, facts("root", 500), [], source, "");
  check("the Datanet's owner is paid the building fee", (await call("wrappedOpen", "balanceOf", buyer.account.address)) === fee + buildingFee);
  const { result: second } = await send(maker, "modelRegistry", "registerModel", maker.account.address, facts("middle", 1000), [{ modelId: first, bps: 500 }], [], "");
  await send(builder, "modelRegistry", "transferFrom", builder.account.address, buyer.account.address, first);
  await node.upload(
    `/api/models?name=grandchild&owner=${lower(builder)}&licence=MIT&priceGwei=977&parents=${second}:1000`,
    builder.token,
    "application/x-tar",
    adapterTar(),
  );
  await node.until("/api/models/grandchild", (each) => each.versions[0].token !== undefined);
  await node.post("/api/models/grandchild/activate", builder.token, {});
  await node.until("/api/models/grandchild", (each) => each.live === 1);

  // asked and paid
  await send(builder, "wrappedOpen", "approve", contracts.inferenceEscrow, parseEther("10"));
  await send(builder, "inferenceEscrow", "deposit", parseEther("10"));
  await send(builder, "inferenceEscrow", "setSpendingLimit", operator, parseEther("10"));
  const answer = await node.retried(() =>
    node.whole("/v1/chat/completions", builder.token, {
      model: "grandchild",
      messages: [{ role: "user", content: "How is a starter fed?" }],
      max_tokens: 12,
    }),
  );
  const receiptId = answer.headers.get("OpenLedger-Receipt");
  const text = await node.retried(() => node.text(`/api/receipts/${receiptId}/file`, builder.token));
  const { receipt } = JSON.parse(text);
  const paid = (role, owner) =>
    receipt.payments.filter((each) => each.role === role && (!owner || each.account === owner)).reduce((sum, each) => sum + each.gwei, 0);
  const developers = paid("developer") + paid("royalty");
  const due = apportion(BigInt(developers), [500n, 1000n, 8500n]);
  check(`the lineage is what the chain says: ${JSON.stringify(receipt.model.ancestors.map((each) => each.bps))}`,
    levels(receipt.model.ancestors) ===
      JSON.stringify([[`${first}`, lower(buyer), 500], [`${second}`, lower(maker), 1000]]));
  const shown = await node.get("/api/models/grandchild");
  check("so says the model's page", levels(shown.versions[0].owes) === levels(receipt.model.ancestors));
  check(`the first level's new owner is paid ${due[0]} gwei`, BigInt(paid("royalty", lower(buyer))) === due[0]);
  check(`the second level's owner is paid ${due[1]} gwei`, BigInt(paid("royalty", lower(maker))) === due[1]);
  check(`the model's owner is paid ${due[2]} gwei`, BigInt(paid("developer", lower(builder))) === due[2]);
  check("nothing is lost", receipt.payments.reduce((sum, each) => sum + each.gwei, 0) === receipt.fee.totalGwei);
  const file = join(node.folder, "receipt.json");
  await writeFile(file, text);
  const verdict = execFileSync("java", ["-jar", join(HOME, "verifier/target/openledger-verifier.jar"), file]).toString();
  check("the jar accepts the receipt offline", /Accepted\./.test(verdict), verdict);

  await judge();

  /** An operator lies about a root. Its case is voted, appealed and decided; a vote changes the split, and the next receipt has it. */
  async function judge() {
    const [liar, citizen, payer, ...judges] = Array.from({ length: 7 }, () => person(privateKeyToAccount(generatePrivateKey())));
    const address = (who) => who.account.address;
    for (const who of [liar, citizen, payer, ...judges]) await fund(address(who), parseEther("100"));
    const poolAbi = abiOf("stakePool");
    const sendPool = (who, pool, functionName, ...args) => sendTo(who, pool, poolAbi, functionName, ...args);
    for (const who of [liar, ...judges]) {
      await wrap(who, parseEther("60"));
      await send(who, "stakePools", "create");
      who.pool = await call("stakePools", "poolOf", address(who));
      await send(who, "wrappedOpen", "approve", who.pool, parseEther("20"));
      await sendPool(who, who.pool, "deposit", parseEther("20"), address(who));
    }
    await wrap(rich, parseEther("500"));
    await send(rich, "wrappedOpen", "delegate", RICH.address);
    const bondWei = await call("parameters", "caseBondWei");
    const stakeWei = await call("parameters", "caseStakeWei");
    check("the court is the distributor's arbiter", (await call("rewardDistributor", "arbiter")).toLowerCase() === contracts.court);

    // the lie: a root of no leaves that anybody could compute
    for (const [who, value] of [[payer, "30"], [citizen, "30"]]) await wrap(who, parseEther(value));
    await send(liar, "wrappedOpen", "approve", contracts.inferenceEscrow, parseEther("10"));
    await send(liar, "inferenceEscrow", "bond", parseEther("10"));
    await send(payer, "wrappedOpen", "approve", contracts.inferenceEscrow, parseEther("10"));
    await send(payer, "inferenceEscrow", "deposit", parseEther("10"));
    await send(payer, "inferenceEscrow", "setSpendingLimit", address(liar), parseEther("10"));
    const lie = keccak256(stringToHex("everything is mine"));
    await send(liar, "inferenceEscrow", "settle", 1n, lie, parseEther("10"), lie, [{ payer: address(payer), amount: parseEther("10") }]);
    await send(citizen, "wrappedOpen", "approve", contracts.court, parseEther("30"));
    await untilChain((await reader.getBlock()).timestamp + 2n); // what is staked in the second of the opening has no vote
    const had = await call("wrappedOpen", "balanceOf", address(citizen));
    const { result: caseId } = await send(citizen, "court", "open", 0, address(liar), 1n, "its leaves are shown to nobody");
    const { result: silent } = await send(citizen, "court", "open", 1, address(liar), 7n, "a receipt without an answer");
    const status = async () => (await call("rewardDistributor", "roots", address(liar), 1n))[2];
    check("the root is held while the case is open", (await status()) === 2);
    check("the accused cannot vote", (await reverts(liar, "court", "commit", caseId, lie)) !== "");
    await send(liar, "court", "answer", caseId, "trust me");

    // the vote of the other pools, one of which never shows what it committed to
    await untilChain(await call("court", "answerUntil", caseId));
    const salt = keccak256(stringToHex("salt"));
    for (const who of judges) {
      await send(who, "court", "commit", caseId, await call("court", "commitmentOf", caseId, address(who), true, salt));
    }
    await untilChain(await call("court", "commitUntil", caseId));
    for (const who of judges.slice(1)) await send(who, "court", "reveal", caseId, address(who), true, salt);
    await untilChain(await call("court", "revealUntil", caseId));
    check("the vote upholds the case", (await call("court", "outcomeOf", caseId)) === 2);

    // the appeal, and beside it a vote on the split: whoever holds OPEN and delegates decides
    await send(liar, "wrappedOpen", "approve", contracts.court, 2n * bondWei);
    await send(liar, "court", "appeal", caseId, "they envy me");
    const split = { treasury: 400, stakers: 600, operator: 1000, base: 500, developer: 1500, data: 6000 };
    const proposals = [
      [contracts.court, encodeFunctionData({ abi: abis.court, functionName: "decide", args: [caseId, true] }), "the appeal"],
      [contracts.parameters, encodeFunctionData({ abi: abis.parameters, functionName: "setSplit", args: [split] }), "more for data"],
    ].map(([to, data, why]) => [[[to], [0n], [data], why], [[to], [0n], [data], keccak256(stringToHex(why))]]);
    check("nobody sets the split without a vote", /^NotTimelock/.test(await reverts(rich, "parameters", "setSplit", split)));
    const ids = [];
    for (const [proposal] of proposals) ids.push((await send(rich, "openGovernor", "propose", ...proposal)).result);
    await untilChain((await call("openGovernor", "proposalSnapshot", ids[1])) + 1n);
    for (const proposal of ids) await send(rich, "openGovernor", "castVote", proposal, 1);
    await untilChain((await call("openGovernor", "proposalDeadline", ids[1])) + 1n);
    for (const [, done] of proposals) await send(rich, "openGovernor", "queue", ...done);
    await untilChain((await call("openGovernor", "proposalEta", ids[1])) + 1n);
    const [, set] = [await send(rich, "openGovernor", "execute", ...proposals[0][1]), await send(rich, "openGovernor", "execute", ...proposals[1][1])];
    check("the vote confirms the verdict", await call("court", "isUpheld", caseId));

    // closed by anybody; the penalty, and whose it is
    const nobody = await call("court", "NOBODY");
    await untilChain(await call("court", "appealUntil", caseId));
    const burnt = await call("wrappedOpen", "balanceOf", nobody);
    await send(payer, "court", "close", caseId);
    check("the root is rejected", (await status()) === 3);
    check("half of the stake is nobody's", (await call("wrappedOpen", "balanceOf", nobody)) >= burnt + stakeWei / 2n);
    const [absent] = judges;
    await send(payer, "court", "punishAbsence", caseId, address(absent));
    const assets = await reader.readContract({ address: absent.pool, abi: poolAbi, functionName: "totalAssets" });
    check("who hid a vote loses a thousandth", assets === (parseEther("20") / 1000n) * 999n, `${assets}`);
    await send(payer, "court", "close", silent);
    const left = await reader.readContract({ address: liar.pool, abi: poolAbi, functionName: "totalAssets" });
    check("who did not answer lost by that", left === parseEther("20") - 2n * stakeWei, `${left}`);
    check("who accused has it all back, with half of both stakes and the appeal's bond",
      (await call("wrappedOpen", "balanceOf", address(citizen))) > had + stakeWei, "");
    check("the court holds nothing", (await call("wrappedOpen", "balanceOf", contracts.court)) === 0n);

    // the next receipt
    const asked = await node.retried(async () => {
      const again = await node.whole("/v1/chat/completions", builder.token, {
        model: "grandchild",
        messages: [{ role: "user", content: "And how is it kept?" }],
        max_tokens: 8,
      });
      const receiptId = again.headers.get("OpenLedger-Receipt");
      const text = await node.retried(() => node.text(`/api/receipts/${receiptId}/file`, builder.token));
      if (JSON.parse(text).receipt.fee.splitBps.data !== split.data) throw new Error(`the split is still ${text.slice(0, 200)}`);
      return text;
    });
    const { fee, payments } = JSON.parse(asked).receipt;
    check("the next receipt has the split that was voted", JSON.stringify(sorted(fee.splitBps)) === JSON.stringify(sorted(split)));
    check("and names the block that set it", fee.parameters.contract === contracts.parameters && BigInt(fee.parameters.block) === set.blockNumber, JSON.stringify(fee.parameters));
    check("and is paid by it", payments.reduce((sum, each) => sum + each.gwei, 0) === fee.totalGwei);
    const second = join(node.folder, "second.json");
    await writeFile(second, asked);
    const found = execFileSync("java", ["-jar", join(HOME, "verifier/target/openledger-verifier.jar"), second]).toString();
    check("the jar accepts it offline", /Accepted\./.test(found), found);
  }

  /** Waits until the chain's clock says so. */
  async function untilChain(seconds) {
    await untilTrue(async () => (await reader.getBlock()).timestamp >= BigInt(seconds));
  }

  /** What a command printed for a wallet to send. */
  async function sendCalls(who, calls) {
    for (const { to, data } of calls) {
      const hash = await who.wallet.sendTransaction({ to, data });
      const { status } = await reader.waitForTransactionReceipt({ hash });
      check(`the wallet sends a call of the command to ${to.slice(0, 8)}…`, status === "success");
    }
  }

  async function wrap(who, value) {
    const hash = await who.wallet.writeContract({ address: contracts.wrappedOpen, abi: abis.wrappedOpen, functionName: "deposit", value });
    await reader.waitForTransactionReceipt({ hash });
  }
}

function sorted(object) {
  return Object.entries(object).sort();
}

function levels(owed) {
  return JSON.stringify(owed.map(({ token, owner, bps }) => [token, owner, bps]));
}

/** By largest remainder; equal remainders go to the earlier weight: what decision 81 says, once more. */
function apportion(amount, weights) {
  const whole = 10_000n;
  const parts = weights.map((weight) => (amount * weight) / whole);
  const order = weights.map((weight, at) => ({ at, rest: (amount * weight) % whole }));
  order.sort((one, other) => (one.rest === other.rest ? one.at - other.at : one.rest > other.rest ? -1 : 1));
  const missing = Number(amount - parts.reduce((sum, part) => sum + part, 0n));
  for (const { at } of order.slice(0, missing)) parts[at] += 1n;
  return parts;
}

function abiOf(name) {
  const file = name[0].toUpperCase() + name.slice(1);
  return JSON.parse(readFileSync(join(HOME, `contracts/out/${file}.sol/${file}.json`), "utf8")).abi;
}

/** EIP-712, as the node's typed data say it. */
function signDocument(who, { domain, types, primaryType, message }) {
  const { EIP712Domain: _, ...own } = types;
  return who.account.signTypedData({ domain, types: own, primaryType, message });
}

async function startEngine(engine) {
  const port = await freePort();
  if (engine === "anvil") {
    const processor = process.arch === "x64" ? "amd64" : process.arch;
    const require = createRequire(join(HOME, "contracts/package.json"));
    const binary = require.resolve(`@foundry-rs/anvil-${process.platform}-${processor}/bin/anvil`);
    run(binary, ["--port", `${port}`, "--chain-id", `${CHAIN_ID}`, "--silent"]);
  } else if (engine === "hardhat") {
    const folder = fileURLToPath(new URL(".", import.meta.url));
    const hardhat = join(folder, "node_modules/hardhat/internal/cli/bootstrap.js");
    run(process.execPath, [hardhat, "node", "--port", `${port}`], folder, { CHAIN_ID: `${CHAIN_ID}` });
  } else {
    throw new Error(`there is no engine '${engine}': name anvil or hardhat`);
  }
  const rpc = `http://127.0.0.1:${port}`;
  await untilTrue(async () => {
    const answer = await fetch(rpc, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
    });
    return (await answer.json()).result === toHex(CHAIN_ID);
  });
  return rpc;
}

/** Makes blocks while nothing else does, as a network would: the node waits for one after its own. One at a time, so that none is late. */
function tick(rpc) {
  let going = true;
  let busy = true;
  const ask = (method, params) =>
    fetch(rpc, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
  const done = () => {
    busy = false;
  };
  const mine = () => ask("evm_mine", []);
  // a block for each transaction and each tick: without an interval, anvil would make none for a transaction
  let last = ask("evm_setIntervalMining", [0])
    .then(() => ask("evm_setAutomine", [true]))
    .finally(done);
  const timer = setInterval(() => {
    if (!going || busy) return;
    busy = true;
    last = mine()
      .catch(() => {}) // a busy engine drops a connection now and then; the next tick makes up for it
      .finally(done);
  }, 500);
  ended.push(() => clearInterval(timer));
  return {
    mine,
    pause: async () => {
      going = false;
      await last;
    },
    go: () => {
      going = true;
    },
  };
}

/** The first start says whom to fund. */
async function startNode(rpc, fund) {
  const folder = await mkdtemp(join(tmpdir(), "openledger-stranger-"));
  ended.push(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const data = join(folder, "data");
  const up = ["up", "--data", data, "--port", `${port}`, "--chain", rpc];
  const settings = {
    "chain.finality": "1",
    "chain.poll_millis": "200",
    "chain.anchor_period_millis": "86400000", // so that no block of an anchor is counted beside the two of the sale
    "chain.batch_period_millis": "200",
    "contracts.minimum_bond_gwei": "1000000000",
    "contracts.challenge_bond_gwei": "1000000000",
    "contracts.challenge_window_seconds": "600",
    "contracts.arbitration_timeout_seconds": "75",
    "contracts.unbond_delay_seconds": "1300",
  };
  for (const [name, value] of Object.entries(settings)) up.push("--set", `${name}=${value}`);
  const first = run(join(HOME, "openledger"), up);
  const operator = await said(first, /the operator of this data folder, (0x[0-9a-f]{40})/);
  await new Promise((done) => (first.exitCode === null ? first.once("exit", done) : done()));
  await fund(operator, parseEther("1000"));
  node = run(join(HOME, "openledger"), up);
  await said(node, /OpenLedger is up: (\S+)/);
  const command = (...words) =>
    JSON.parse(execFileSync(join(HOME, "openledger"), [...words, "--data", data, "--json"], { cwd: HOME }).toString());
  return { ...api(`http://127.0.0.1:${port}`, folder), command };
}

function api(base, folder) {
  const request = async (method, path, token, body, type = "application/json") => {
    const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...(body !== undefined && { "Content-Type": type }) };
    const response = await fetch(base + path, { method, headers, body });
    return response;
  };
  const ok = async (response, what) => {
    if (!response.ok) throw new Error(`${what} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    return response;
  };
  const json = (body) => JSON.stringify(body);
  const get = async (path, token) => (await ok(await request("GET", path, token), path)).json();
  const post = async (path, token, body) => (await ok(await request("POST", path, token, json(body)), path)).json();
  const retried = async (act) => {
    for (let tries = 0; ; tries++) {
      try {
        return await act();
      } catch (failure) {
        if (tries === 120) throw failure;
        await new Promise((done) => setTimeout(done, 500));
      }
    }
  };
  return {
    folder,
    get,
    post,
    retried,
    status: async (method, path, token, body) => (await request(method, path, token, json(body))).status,
    text: async (path, token) => (await ok(await request("GET", path, token), path)).text(),
    upload: async (path, token, type, body) => (await ok(await request("POST", path, token, body, type), path)).json(),
    whole: async (path, token, body) => {
      const response = await ok(await request("POST", path, token, json(body)), path);
      await response.text();
      return response;
    },
    until: (path, holds, token) =>
      retried(async () => {
        const found = await get(path, token);
        if (!holds(found)) throw new Error(`${path} still says ${JSON.stringify(found).slice(0, 400)}`);
        return found;
      }),
    signIn: async (account) => {
      const { message } = await post("/api/sign-in/message", undefined, { address: account.address.toLowerCase() });
      return (await post("/api/sign-in", undefined, { message, signature: await account.signMessage({ message }) })).token;
    },
  };
}

function run(command, options, cwd = HOME, variables = {}) {
  const child = spawn(command, options, { cwd, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...variables } });
  child.output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      child.output = (child.output + text).slice(-20_000);
      child.emit("said");
    });
  }
  ended.push(async () => {
    if (child.exitCode !== null) return;
    const over = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await over;
  });
  return child;
}

function said(child, pattern) {
  return new Promise((done, fail) => {
    const look = () => {
      const found = pattern.exec(child.output);
      if (found) done(found[1]);
    };
    child.on("said", look);
    child.once("exit", () => setTimeout(() => fail(new Error(`It ended: ${child.output}`)), 200));
    setTimeout(() => fail(new Error(`It did not start in time: ${child.output}`)), START_MILLIS).unref();
  });
}

async function untilTrue(holds) {
  for (let tries = 0; tries < 300; tries++) {
    try {
      if (await holds()) return;
    } catch {}
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("it did not become so in time");
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
