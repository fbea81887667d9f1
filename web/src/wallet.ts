/** The reader's own wallets, as browsers offer them (EIP-1193, announced by EIP-6963). They sign; their keys never come here. */
import { useSyncExternalStore } from "react";
import { post, remove } from "./api";
import { signedIn, signedOut } from "./session";

interface Provider {
  request(call: { method: string; params?: unknown[] }): Promise<unknown>;
}

export interface Wallet {
  id: string;
  name: string;
  provider: Provider;
}

const CHOSEN = "wallet";
const ASKED_NOT_TO = 4001;

let wallets: Wallet[] = [];
const listeners = new Set<() => void>();

function found(wallet: Wallet): void {
  if (wallets.some((known) => known.id === wallet.id)) return;
  wallets = [...wallets.filter((known) => known.provider !== wallet.provider), wallet];
  for (const listener of listeners) listener();
}

/** Asks the wallets of this browser to say that they are there; one that only sets window.ethereum is found too. */
export function findWallets(): void {
  const only = (window as { ethereum?: Provider }).ethereum;
  if (only) found({ id: "window.ethereum", name: "a wallet", provider: only });
  window.addEventListener("eip6963:announceProvider", (event) => {
    const { info, provider } = (event as CustomEvent<{ info: { rdns: string; name: string }; provider: Provider }>)
      .detail;
    found({ id: info.rdns, name: info.name, provider });
  });
  window.dispatchEvent(new Event("eip6963:requestProvider"));
}

/** The wallets of this browser; the page shows again when another one says that it is there. */
export function useWallets(): Wallet[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wallets,
  );
}

/** The wallet that signed in, also after the page was loaded again. */
function chosen(): Wallet {
  const wallet = wallets.find(({ id }) => id === sessionStorage.getItem(CHOSEN)) ?? wallets[0];
  if (!wallet) throw new Error("The wallet that signed in is not in this browser any more: sign in again.");
  return wallet;
}

async function call<T>({ name, provider }: Wallet, method: string, params: unknown[]): Promise<T> {
  try {
    return (await provider.request({ method, params })) as T;
  } catch (refusal) {
    const { code, message } = refusal as { code?: number; message?: string };
    throw new Error(
      code === ASKED_NOT_TO ? "The wallet was told not to sign; nothing has changed." : `From ${name}: ${message}`,
    );
  }
}

/** Signs in as the account that the wallet offers. */
export async function signIn(wallet: Wallet): Promise<void> {
  const [address] = await call<string[]>(wallet, "eth_requestAccounts", []);
  const { message } = await post<{ message: string }>("/api/sign-in/message", { address });
  const signature = await call<string>(wallet, "personal_sign", [message, address]);
  const session = await post<{ token: string; address: string }>("/api/sign-in", { message, signature });
  sessionStorage.setItem(CHOSEN, wallet.id);
  signedIn(session.address, session.token);
}

/** Ends the session on the node, of a wallet or of a link; a named admin token and an API key are only forgotten here. */
export async function signOut(): Promise<void> {
  await remove("/api/sign-in");
  signedOut();
}

/** Signs an EIP-712 document as the account. */
export function signTyped(address: string, typedData: object): Promise<string> {
  return call(chosen(), "eth_signTypedData_v4", [address, JSON.stringify(typedData)]);
}

/** A call that the account's own wallet sends, and pays the gas of. Data and value are 0x-hex. */
export interface WalletCall {
  to: string;
  data?: string;
  valueWei?: bigint;
}

const UNKNOWN_CHAIN = 4902;
const LOOK_MILLIS = 1000;
const MOST_LOOKS = 180;

/** Has the wallet send calls on the node's chain, one after the other, each once the one before it is in a block. */
export async function sendCalls(address: string, chainId: number, calls: WalletCall[]): Promise<void> {
  const wallet = chosen();
  await onChain(wallet, chainId);
  for (const { to, data = "0x", valueWei = 0n } of calls) {
    const sent = { from: address, to, data, value: `0x${valueWei.toString(16)}` };
    await included(await call<string>(wallet, "eth_sendTransaction", [sent]));
  }
}

async function onChain(wallet: Wallet, chainId: number): Promise<void> {
  const id = `0x${chainId.toString(16)}`;
  try {
    await wallet.provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId: id }] });
  } catch (refusal) {
    if ((refusal as { code?: number }).code !== UNKNOWN_CHAIN) throw refusal;
    const added = {
      chainId: id,
      chainName: "OpenLedger",
      nativeCurrency: { name: "OPEN", symbol: "OPEN", decimals: 18 },
      rpcUrls: [`${location.origin}/rpc`],
    };
    await call(wallet, "wallet_addEthereumChain", [added]);
  }
}

/** Waits until a transaction is in a block; an error where it failed there. */
async function included(hash: string): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const { result } = await post<{ result: { status: string } | null }>("/rpc", {
      jsonrpc: "2.0",
      id: 1,
      method: "eth_getTransactionReceipt",
      params: [hash],
    });
    if (result?.status === "0x1") return;
    if (result) throw new Error(`The chain refused transaction ${hash}: nothing but its gas was spent.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
  }
  throw new Error(`Transaction ${hash} is in no block yet: look at the account again later.`);
}
