// People who act on the chain of a running node by their own keys, without a page. The environment names it:
//   OPENLEDGER_LINK   a link of the node
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { clients } from "./clients.mjs";

const { createPublicClient, createWalletClient, encodeFunctionData, http } = clients("viem");
const { generatePrivateKey, privateKeyToAccount } = clients("viem/accounts");

const base = new URL(process.env.OPENLEDGER_LINK).origin;
const LOOKS = 1_200;

export const reader = createPublicClient({ transport: http(`${base}/rpc`), pollingInterval: 200 });

/** The addresses of the contracts, by their names. */
export const { contracts } = (await (await fetch(`${base}/api/overview`)).json()).node;

/** What the compiler made of a contract. */
export function artefactOf(name) {
  const file = name[0].toUpperCase() + name.slice(1);
  return JSON.parse(readFileSync(new URL(`../../contracts/out/${file}.sol/${file}.json`, import.meta.url), "utf8"));
}

export function abiOf(name) {
  return artefactOf(name).abi;
}

/** What a function of a contract answers. */
export function view(contract, functionName, ...args) {
  return reader.readContract({ address: contracts[contract], abi: abiOf(contract), functionName, args });
}

/** What the node answers; an error where it refuses. */
export async function call(method, path, body, token) {
  const file = typeof body === "string";
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { "Content-Type": file ? "application/octet-stream" : "application/json" }),
    },
    ...(body && { body: file ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  assert.equal(response.ok, true, `${method} ${path} answered ${response.status}: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

export async function until(holds) {
  for (let look = 0; look < LOOKS; look++) {
    const found = await holds();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 500));
  }
  assert.fail("it did not become so in time");
}

/** Somebody with a key of their own and a gift of the faucet, signed in: `api` asks the node, `call` a contract. */
export async function somebody() {
  const account = privateKeyToAccount(generatePrivateKey());
  const address = account.address.toLowerCase();
  const wallet = createWalletClient({ account, transport: http(`${base}/rpc`) });
  const { message } = await call("POST", "/api/sign-in/message", { address });
  const { token } = await call("POST", "/api/sign-in", { message, signature: await account.signMessage({ message }) });
  const api = (method, path, body) => call(method, path, body, token);
  await api("POST", "/api/gifts", { account: address });
  await until(async () => (await reader.getBalance({ address })) > 0n);
  const send = async (transaction) => {
    const hash = await wallet.sendTransaction({ ...transaction, chain: null });
    const receipt = await reader.waitForTransactionReceipt({ hash });
    assert.equal(receipt.status, "success");
    return receipt;
  };
  const callAt = (to, contract, functionName, args, value = 0n) =>
    send({ to, data: encodeFunctionData({ abi: abiOf(contract), functionName, args }), value });
  return {
    address,
    api,
    send,
    callAt,
    call: (contract, functionName, args, value) => callAt(contracts[contract], contract, functionName, args, value),
    signTyped: ({ types: { EIP712Domain: _, ...types }, ...typedData }) =>
      account.signTypedData({ ...typedData, types }),
  };
}
