/** The reader's own wallet, as browsers offer it (EIP-1193). It signs; its key never comes here. */
import { post, remove } from "./api";
import { signedIn, signedOut } from "./session";

interface Wallet {
  request(call: { method: string; params?: unknown[] }): Promise<unknown>;
}

function wallet(): Wallet | undefined {
  return (window as { ethereum?: Wallet }).ethereum;
}

export function hasWallet(): boolean {
  return wallet() !== undefined;
}

async function call<T>(method: string, params: unknown[]): Promise<T> {
  try {
    return (await (wallet() as Wallet).request({ method, params })) as T;
  } catch (refusal) {
    const { code, message } = refusal as { code?: number; message?: string };
    throw new Error(
      code === 4001 ? "The wallet was told not to sign; nothing has changed." : `The wallet says: ${message}`,
    );
  }
}

/** Signs in as the account the wallet offers. */
export async function signIn(): Promise<void> {
  const [address] = await call<string[]>("eth_requestAccounts", []);
  const { message } = await post<{ message: string }>("/api/sign-in/message", { address });
  const signature = await call<string>("personal_sign", [message, address]);
  const session = await post<{ token: string; address: string }>("/api/sign-in", { message, signature });
  signedIn(session.address, session.token);
}

export async function signOut(): Promise<void> {
  await remove("/api/sign-in");
  signedOut();
}

/** Signs an EIP-712 document as the account. */
export function signTyped(address: string, typedData: object): Promise<string> {
  return call("eth_signTypedData_v4", [address, JSON.stringify(typedData)]);
}
