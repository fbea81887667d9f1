/**
 * Who uses the page. The link the node prints carries an API key and the admin token in its fragment, which a browser never
 * sends; a wallet's sign-in gives a session token instead. All are kept for this tab only.
 */
import { useSyncExternalStore } from "react";

const KEYS = ["key", "token", "account"] as const;
type Key = (typeof KEYS)[number];

const listeners = new Set<() => void>();

export function takeSessionFromAddress(): void {
  const fragment = new URLSearchParams(location.hash.slice(1));
  let found = false;
  for (const name of ["key", "token"] as const) {
    const value = fragment.get(name);
    if (value) {
      sessionStorage.setItem(name, value);
      found = true;
    }
  }
  if (found) {
    sessionStorage.removeItem("account");
    history.replaceState(null, "", location.pathname + location.search);
  }
}

/** The bearer of calls: the admin token or a wallet's session. */
export function token(): string | null {
  return sessionStorage.getItem("token");
}

/** The bearer that pays for answers: an API key, else the session of a wallet. */
export function payerKey(): string | null {
  return sessionStorage.getItem("key") ?? (account() ? token() : null);
}

export function setApiKey(key: string): void {
  set({ key });
}

/** The address signed in with a wallet. */
export function account(): string | null {
  return sessionStorage.getItem("account");
}

export function signedIn(address: string, session: string): void {
  set({ account: address, token: session });
}

export function signedOut(): void {
  set({ account: null, token: null });
}

function set(values: Partial<Record<Key, string | null>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  }
  for (const listener of listeners) listener();
}

export interface Rights {
  administers: boolean;
  account: string | null;
  /** Whether the reader may act for this account. */
  actsFor(address: string): boolean;
  /** Whether there is any account the reader may act for. */
  actsForAny: boolean;
}

/** What the reader may do; the page shows again when it changes. */
export function useRights(): Rights {
  const state = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => `${token() === null ? "" : "token"} ${account() ?? ""}`,
  );
  const [held, address = ""] = state.split(" ");
  const administers = held === "token" && address === "";
  return {
    administers,
    account: address === "" ? null : address,
    actsFor: (other) => administers || (address !== "" && address === other),
    actsForAny: administers || address !== "",
  };
}
