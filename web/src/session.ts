/**
 * Who uses the page. The link the node prints carries the admin token, and perhaps an API key, in its fragment, which a browser
 * never sends; a wallet's sign-in gives a session token instead. All are kept for this tab only, and every page that reads them
 * shows again when they change.
 */
import { useSyncExternalStore } from "react";

export interface Session {
  /** The bearer of calls: the admin token or a wallet's session. */
  token: string | null;
  /** An API key, which pays for answers. */
  key: string | null;
  /** The address signed in with a wallet. */
  account: string | null;
}

const NOBODY: Session = { token: null, key: null, account: null };
const NAMES = ["token", "key", "account"] as const;

const listeners = new Set<() => void>();
let session: Session = stored();

function stored(): Session {
  if (typeof sessionStorage === "undefined") return NOBODY;
  return Object.fromEntries(NAMES.map((name) => [name, sessionStorage.getItem(name)])) as unknown as Session;
}

function set(next: Session): void {
  session = next;
  for (const name of NAMES) {
    const value = next[name];
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  }
  for (const listener of listeners) listener();
}

/** Takes key and token out of the address, where the link of the node has put them. */
export function takeSessionFromAddress(): void {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const [token, key] = [fragment.get("token"), fragment.get("key")];
  if (!token && !key) return;
  set({ token: token || session.token, key: key || session.key, account: null });
  history.replaceState(null, "", location.pathname + location.search);
}

/** The bearer of calls; a key reads what it paid for. */
export function bearer(): string | null {
  return session.token ?? session.key;
}

/** The bearer that pays for answers: an API key, else the session of a wallet. */
export function payerKey(): string | null {
  return session.key ?? (session.account ? session.token : null);
}

export function setApiKey(key: string): void {
  set({ ...session, key });
}

export function signedIn(account: string, token: string): void {
  set({ ...session, account, token });
}

export function signedOut(): void {
  set(NOBODY);
}

/** Who uses the page, now and after each change. */
export function useSession(): Session {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session,
  );
}

export interface Rights {
  administers: boolean;
  account: string | null;
  /** Whether answers can be paid for: by an API key, by an account, or by the operator for the administrator. */
  pays: boolean;
  /** Whether the reader may act for this account. */
  actsFor(address: string): boolean;
  /** Whether there is any account the reader may act for. */
  actsForAny: boolean;
}

/** What the reader may do; the page shows again when it changes. */
export function useRights(): Rights {
  const { token, key, account } = useSession();
  const administers = token !== null && account === null;
  return {
    administers,
    account,
    pays: key !== null || token !== null,
    actsFor: (address) => administers || account === address,
    actsForAny: administers || account !== null,
  };
}
