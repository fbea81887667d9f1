// A network of somebody else's (anvil or Hardhat's node, by --engine), and a node on it. What a script finds wrong it throws.
import { ethers } from "ethers";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const HOME = fileURLToPath(new URL("..", import.meta.url));
const HERE = fileURLToPath(new URL(".", import.meta.url));
const CHAIN_ID = 4242;
const COURT = "0x00000000000000000000000000000000000c0de5";
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

const START_MILLIS = 5 * 60_000;
export const OPEN = 10n ** 18n;
export const GWEI = 10n ** 9n;

const ABI = {
  wrappedOpen: ["function deposit() payable", "function approve(address,uint256) returns (bool)"],
  inferenceEscrow: ["function deposit(uint256)", "function balanceOf(address) view returns (uint256)"],
};

/** Runs a script on an engine, with a node on it, and ends with its verdict. */
export async function onStage(name, play) {
  const { values } = parseArgs({ options: { engine: { type: "string", default: "anvil" } } });
  const folder = await mkdtemp(join(tmpdir(), "openledger-e2e-"));
  const ended = [];
  const stage = { engine: values.engine, folder, onEnd: (work) => ended.unshift(work) };
  let verdict = `✓ ${name} on ${values.engine}`;
  try {
    await startChain(stage);
    await play(stage);
  } catch (failure) {
    verdict = `✗ ${name} on ${values.engine}: ${failure.stack}\n${(stage.node?.output ?? "").slice(-3000)}`;
    process.exitCode = 1;
  } finally {
    for (const work of ended) await work();
    await rm(folder, { recursive: true, force: true });
  }
  console.log(verdict);
  process.exit();
}

async function startChain(stage) {
  const port = await freePort();
  const command = {
    anvil: [anvil(), ["--port", port, "--chain-id", CHAIN_ID, "--block-time", 1, "--silent"]],
    hardhat: [process.execPath, [join(HERE, "node_modules/hardhat/internal/cli/bootstrap.js"), "node", "--port", port]],
  }[stage.engine];
  if (!command) throw new Error(`--engine is anvil or hardhat, not ${stage.engine}`);
  const [program, options] = command;
  stage.chain = run(program, options.map(String), HERE);
  stage.onEnd(() => stage.chain.kill("SIGKILL"));
  stage.url = `http://127.0.0.1:${port}`;
  stage.rpc = new ethers.JsonRpcProvider(stage.url, CHAIN_ID, { staticNetwork: true, cacheTimeout: -1, batchMaxCount: 1 });
  stage.onEnd(() => stage.rpc.destroy());
  await until("the chain answers", () => stage.rpc.send("eth_blockNumber", []).catch(() => false), 30_000);
}

function anvil() {
  const system = `${process.platform === "darwin" ? "darwin" : "linux"}-${process.arch === "arm64" ? "arm64" : "amd64"}`;
  const found = join(HOME, `contracts/node_modules/@foundry-rs/anvil-${system}/bin/anvil`);
  if (!existsSync(found)) throw new Error(`anvil is not at ${found}: ./openledger --version installs it`);
  return found;
}

/** Starts a node on the chain, or on what stands before it; its operator has 10,000 OPEN. */
export async function startNode(stage, chainUrls = stage.url, options = []) {
  const data = join(stage.folder, "data");
  const port = await freePort();
  const command = [
    ...["up", "--data", data, "--port", port, "--chain", chainUrls, "--finality", 1],
    ...["--set", `contracts.arbiter=${COURT}`, "--set", "chain.poll_millis=300", "--set", "chain.anchor_period_millis=3000"],
    ...options,
  ].map(String);
  const poor = run(join(HOME, "openledger"), command, HOME);
  const [, operator] = await said(poor, /operator of this data folder, (0x[0-9a-f]{40})/);
  await give(stage, operator, 10_000n * OPEN);
  stage.node = run(join(HOME, "openledger"), command, HOME);
  stage.onEnd(() => stop(stage.node));
  await said(stage.node, /OpenLedger is up/);
  stage.base = `http://127.0.0.1:${port}`;
  stage.operator = operator;
  stage.token = (await readFile(join(data, "admin.token"), "utf8")).trim();
  stage.contracts = (await api(stage, "GET", "/api/overview")).node.contracts;
}

async function stop(child) {
  if (child.exitCode !== null) return;
  const exit = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await exit;
}

/** What the node answers; an error with its status where that is none of 2xx. */
export async function api(stage, method, path, body, headers = {}) {
  const response = await fetch(stage.base + path, {
    method,
    headers: { Authorization: `Bearer ${stage.token}`, "Content-Type": "application/json", ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), { status: response.status });
  return JSON.parse(text);
}

export async function give(stage, address, wei) {
  await stage.rpc.send("hardhat_setBalance", [address, `0x${wei.toString(16)}`]);
}

/** Stops mining by the clock and by transactions, or goes on. */
export async function mining(stage, on) {
  await stage.rpc.send("evm_setAutomine", [false]);
  await stage.rpc.send("evm_setIntervalMining", [on ? (stage.engine === "anvil" ? 1 : 1000) : 0]);
}

export async function mine(stage, blocks = 1) {
  for (let block = 0; block < blocks; block++) await stage.rpc.send("evm_mine", []);
}

/** Somebody with OPEN who has wrapped and approved some of it. */
export async function payer(stage, wrappedWei = 100n * OPEN) {
  const wallet = ethers.Wallet.createRandom().connect(stage.rpc);
  await give(stage, wallet.address, wrappedWei + 1_000n * OPEN);
  const nonce = counter();
  const token = new ethers.Contract(stage.contracts.wrappedOpen, ABI.wrappedOpen, wallet);
  const calls = [
    await token.deposit.populateTransaction({ value: wrappedWei }),
    await token.approve.populateTransaction(stage.contracts.inferenceEscrow, ethers.MaxUint256),
  ];
  for (const call of calls) await included(stage, await sign(wallet, call, nonce()));
  return { wallet, nonce };
}

function counter() {
  let next = 0;
  return () => next++;
}

export function sign(wallet, call, nonce) {
  const fees = { gasLimit: 400_000n, maxFeePerGas: 100n * GWEI, maxPriorityFeePerGas: GWEI, type: 2, chainId: CHAIN_ID };
  return wallet.signTransaction({ ...call, ...fees, nonce });
}

export async function depositCall(stage, wallet, wei) {
  return new ethers.Contract(stage.contracts.inferenceEscrow, ABI.inferenceEscrow, wallet).deposit.populateTransaction(wei);
}

/** Sends a raw transaction, and waits until it is in a block. */
export async function included(stage, raw) {
  const hash = await stage.rpc.send("eth_sendRawTransaction", [raw]);
  const receipt = await until(`${hash} is in a block`, () => stage.rpc.send("eth_getTransactionReceipt", [hash]));
  if (receipt.status !== "0x1") throw new Error(`${hash} failed`);
  return receipt;
}

/** What the escrow has of an account, in gwei. */
export async function onChain(stage, address) {
  const escrow = new ethers.Contract(stage.contracts.inferenceEscrow, ABI.inferenceEscrow, stage.rpc);
  return Number((await escrow.balanceOf(address)) / GWEI);
}

/** What the node's journal has of it, in gwei. */
export async function booked(stage, address) {
  return (await api(stage, "GET", `/api/accounts/${address.toLowerCase()}`)).depositGwei;
}

/** Waits until the journal says what the chain says. */
export async function agree(stage, address, what) {
  let journal;
  let chain;
  await until(
    `${what}: the journal says what the chain says`,
    async () => {
      [journal, chain] = [await booked(stage, address), await onChain(stage, address)];
      return journal === chain;
    },
    40_000,
    () => `journal ${journal}, chain ${chain}`,
  );
  console.log(`  ${what}: ${chain} gwei in journal and chain`);
  return chain;
}

export function expect(what, found, expected) {
  if (found !== expected) throw new Error(`${what} is ${found}, not ${expected}`);
}

export async function until(what, look, millis = 60_000, say = () => "") {
  const end = Date.now() + millis;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${millis / 1000} s: ${what}. ${say()}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

function run(program, options, cwd) {
  const child = spawn(program, options, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  child.output = "";
  process.on("exit", () => child.kill("SIGKILL")); // whatever ends the script, nothing that it started goes on
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      child.output = (child.output + text).slice(-50_000);
    });
  }
  return child;
}

async function said(child, pattern) {
  return until(
    `a program says ${pattern}`,
    () => {
      const found = pattern.exec(child.output);
      if (!found && child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${child.output}`);
      return found;
    },
    START_MILLIS,
    () => child.output,
  );
}

export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
