/** Canonical JSON (RFC 8785, integers only), as the ledger writes it. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Serialises with sorted keys and no white space. Throws for numbers that are not exact integers. */
export function canonical(value: Json): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error(`not an exact integer: ${value}`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  // the default order of strings is by UTF-16 code units, which is what RFC 8785 asks for
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`);
  return `{${members.join(",")}}`;
}
