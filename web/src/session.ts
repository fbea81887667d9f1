/**
 * Who uses the page. A link can carry a code, a token or an API key in its fragment, which a browser never sends; a wallet's sign-in
 * gives a session token instead. A link changes nothing by itself: its reader is asked first, since anybody can make one. What they
 * take is kept for this tab only, and every page that reads it shows again when it changes.
 */
import { useSyncExternalStore } from "react";

export interface Session {
  /** The bearer of calls: an admin token or a wallet's session. */
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

/** What a link offers: a code or a token to sign in by, a key to pay with. */
export interface Offer {
  code: string | null;
  token: string | null;
  key: string | null;
}

let offer: Offer | null = null;

/** Takes what a link offers out of the address, now and whenever there is more; the reader decides on it. */
export function followLinks(): void {
  window.addEventListener("hashchange", takeOffer);
  takeOffer();
}

function takeOffer(): void {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const found = { code: fragment.get("code"), token: fragment.get("token"), key: fragment.get("key") };
  if (!found.code && !found.token && !found.key) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  setOffer(found);
}

function setOffer(next: Offer | null): void {
  offer = next;
  for (const listener of listeners) listener();
}

/** The offer of a link that waits for the reader's word. */
export function useOffer(): Offer | null {
  return useSyncExternalStore(subscribe, () => offer);
}

export function declineOffer(): void {
  setOffer(null);
}

/** Takes what was offered; what is not in it stays as it was. */
export function acceptOffer(taken: Partial<Session>): void {
  offer = null;
  set({ ...session, ...taken });
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
  return useSyncExternalStore(subscribe, () => session);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
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
