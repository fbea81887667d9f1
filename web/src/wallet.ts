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
const RECEIPT_LOOKS = 120;
const RECEIPT_PAUSE_MILLIS = 1_000;

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

/** Sends a call as the account, which pays its gas, on the chain with this id; waits until it is in a block. */
export async function sendCall(
  account: string,
  chainId: number,
  { to, data }: { to: string; data: string },
): Promise<void> {
  const wallet = chosen();
  const at = await call<string>(wallet, "eth_chainId", []);
  if (Number(at) !== chainId) {
    throw new Error(
      `The wallet is on chain ${Number(at)}, this node on chain ${chainId}: change the wallet's network.`,
    );
  }
  const hash = await call<string>(wallet, "eth_sendTransaction", [{ from: account, to, data }]);
  for (let looks = 0; looks < RECEIPT_LOOKS; looks++) {
    const receipt = await call<{ status: string } | null>(wallet, "eth_getTransactionReceipt", [hash]);
    if (receipt !== null) {
      if (Number(receipt.status) !== 1) throw new Error(`The contract refused the transaction ${hash}.`);
      return;
    }
    await new Promise((done) => setTimeout(done, RECEIPT_PAUSE_MILLIS));
  }
  throw new Error(`The transaction ${hash} is in no block yet: look at it in the wallet.`);
}
