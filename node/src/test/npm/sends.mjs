// What a wallet asks of /rpc to send a transaction, step by step as raw JSON-RPC, and then as ethers and viem do it. Prints
// what came of it as JSON. Usage: node sends.mjs URL PRIVATE_KEY RECEIVER
import { JsonRpcProvider, Wallet } from "ethers";
import { createPublicClient, createWalletClient, defineChain, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";

const [url, key, receiver] = process.argv.slice(2);
const rpc = `${url}/rpc`;
const account = privateKeyToAccount(key);
const from = account.address;
let id = 0;

async function post(body) {
  const response = await fetch(rpc, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
}

const request = (method, ...params) => ({ jsonrpc: "2.0", id: ++id, method, params });

async function ask(method, ...params) {
  const answer = await post(request(method, ...params));
  if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
  return answer.result;
}

async function receipt(hash) {
  for (let i = 0; i < 100; i++) {
    const found = await ask("eth_getTransactionReceipt", hash);
    if (found) return found;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error(`no receipt of ${hash}`);
}

// adding the network
const network = await post([request("eth_chainId"), request("net_version"), request("web3_clientVersion")]);
const chainId = Number(network[0].result);

// showing the account
const block = await ask("eth_getBlockByNumber", await ask("eth_blockNumber"), false);
const before = BigInt(await ask("eth_getBalance", from, "latest"));
const code = await ask("eth_getCode", receiver, "latest");

// preparing the transaction
const value = "0x5";
const history = await ask("eth_feeHistory", "0x5", "latest", [10, 50, 90]);
const tip = BigInt(await ask("eth_maxPriorityFeePerGas"));
const gasPrice = BigInt(await ask("eth_gasPrice"));
const gas = BigInt(await ask("eth_estimateGas", { from, to: receiver, value }));
await ask("eth_call", { from, to: receiver, value }, "latest");
const nonce = Number(await ask("eth_getTransactionCount", from, "pending"));
const raw = await account.signTransaction({
  type: "eip1559",
  chainId,
  nonce,
  gas,
  to: receiver,
  value: BigInt(value),
  maxPriorityFeePerGas: tip,
  maxFeePerGas: 2n * gasPrice + tip,
});

// sending it, and waiting for it
const hash = await ask("eth_sendRawTransaction", raw);
const included = await receipt(hash);
const again = await post(request("eth_sendRawTransaction", raw));
const unfunded = await privateKeyToAccount(`0x${"11".repeat(32)}`).signTransaction({
  type: "eip1559",
  chainId,
  nonce: 0,
  gas,
  to: receiver,
  value: 1n,
  maxPriorityFeePerGas: tip,
  maxFeePerGas: 2n * gasPrice + tip,
});
const poor = await post(request("eth_sendRawTransaction", unfunded));

// the same by the libraries
const ethers = new JsonRpcProvider(rpc);
const byEthers = await (await new Wallet(key, ethers).sendTransaction({ to: receiver, value: 6n })).wait();
ethers.destroy();
const chain = defineChain({
  id: chainId,
  name: "OpenLedger",
  nativeCurrency: { name: "OPEN", symbol: "OPEN", decimals: 18 },
  rpcUrls: { default: { http: [rpc] } },
});
const sent = await createWalletClient({ account, chain, transport: http() }).sendTransaction({ to: receiver, value: 7n });
const byViem = await createPublicClient({ chain, transport: http() }).waitForTransactionReceipt({
  hash: sent,
  pollingInterval: 100,
});

console.log(
  JSON.stringify({
    chainId,
    netVersion: network[1].result,
    client: network[2].result,
    baseFee: block.baseFeePerGas,
    rewards: history.reward.length,
    hadFunds: before > 0n,
    code,
    status: included.status,
    nonces: [
      nonce,
      Number(await ask("eth_getTransactionCount", from, "latest")),
      Number(await ask("eth_getTransactionCount", from, "pending")),
    ],
    received: Number(await ask("eth_getBalance", receiver, "latest")),
    again: again.error,
    poor: poor.error,
    ethers: byEthers.status,
    viem: byViem.status,
  }),
);
