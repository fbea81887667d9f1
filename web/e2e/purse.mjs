// A fresh wallet that sends what the page asks it to, in a browser of its own, on the running node that the environment names:
//   OPENLEDGER_LINK   a link of the node; only its address is used
//   CHROMIUM          the browser's executable

import { chromium } from "playwright-core";
import { clients } from "./clients.mjs";

const { createWalletClient, http } = clients("viem");
const { generatePrivateKey, privateKeyToAccount } = clients("viem/accounts");

export const base = new URL(process.env.OPENLEDGER_LINK).origin;

/** A page with such a wallet; `client` reads the chain, `asked` has the selector of each call that it sent, `problems` what the page threw. */
export async function purse(timeoutMillis) {
  const account = privateKeyToAccount(generatePrivateKey());
  const client = createWalletClient({ account, transport: http(`${base}/rpc`) });
  const asked = [];
  const problems = [];
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(timeoutMillis);
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.exposeFunction("askWallet", async ({ method, params }) => {
    if (method === "eth_requestAccounts") return [account.address];
    if (method === "personal_sign") return account.signMessage({ message: params[0] });
    if (method === "wallet_switchEthereumChain") return null;
    if (method !== "eth_sendTransaction") throw new Error(`a wallet was asked for ${method}`);
    const [{ to, data, value }] = params;
    asked.push(data.slice(0, 10));
    return client.sendTransaction({ to, data, value: BigInt(value), chain: null });
  });
  await page.addInitScript(() => {
    window.ethereum = { request: (call) => window.askWallet(call) };
  });
  return { address: account.address.toLowerCase(), client, page, asked, problems, close: () => browser.close() };
}
