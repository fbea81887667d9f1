import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as sha256Of } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

export const utf8 = utf8ToBytes;
export const hex = bytesToHex;
export const concat = concatBytes;

export function unhex(text: string): Uint8Array {
  return hexToBytes(text.startsWith("0x") ? text.slice(2) : text);
}

export function sha256(...parts: Uint8Array[]): Uint8Array {
  return sha256Of(concat(...parts));
}

export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(sha256Of, key, message);
}

export function keccak256(...parts: Uint8Array[]): Uint8Array {
  return keccak_256(concat(...parts));
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function unbase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
