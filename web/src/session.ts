/**
 * The link the node prints carries the API key and the admin token in its fragment, which a browser never sends. They
 * are kept for this tab only and taken out of the address bar.
 */
const KEYS = ["key", "token"] as const;

export function takeSessionFromAddress(): void {
  const fragment = new URLSearchParams(location.hash.slice(1));
  let found = false;
  for (const name of KEYS) {
    const value = fragment.get(name);
    if (value) {
      sessionStorage.setItem(name, value);
      found = true;
    }
  }
  if (found) history.replaceState(null, "", location.pathname + location.search);
}

export function apiKey(): string | null {
  return sessionStorage.getItem("key");
}

export function setApiKey(key: string): void {
  sessionStorage.setItem("key", key);
}

export function adminToken(): string | null {
  return sessionStorage.getItem("token");
}
