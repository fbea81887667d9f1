import { ed25519 } from "@noble/curves/ed25519.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { equal, hex, keccak256, sha256, unbase64, unhex, utf8 } from "./bytes";

const SIGNED_MESSAGE = utf8("\x19Ethereum Signed Message:\n32");

/** The address whose key signed these bytes (EIP-191 over their SHA-256), or null where the signature is no signature. */
export function signerOf(content: Uint8Array, signature: string): string | null {
  const bytes = unhex(signature);
  const recovery = (bytes[64] ?? 0) - 27;
  if (bytes.length !== 65 || (recovery !== 0 && recovery !== 1)) return null;
  try {
    const message = keccak256(SIGNED_MESSAGE, sha256(content));
    const parsed = secp256k1.Signature.fromBytes(bytes.subarray(0, 64)).addRecoveryBit(recovery);
    if (parsed.hasHighS()) return null;
    const key = parsed.recoverPublicKey(message).toBytes(false);
    return `0x${hex(keccak256(key.subarray(1)).subarray(12))}`;
  } catch {
    return null;
  }
}

export interface Checkpoint {
  origin: string;
  size: number;
  root: Uint8Array;
}

/**
 * Opens a signed note (C2SP tlog-checkpoint) with the log's verifier key (`name+hash+base64`), or says why not.
 */
export function openCheckpoint(note: string, verifierKey: string): Checkpoint | string {
  const split = note.indexOf("\n\n");
  if (split < 0) return "the checkpoint has no signature";
  const text = note.slice(0, split + 1);
  const [origin, size, root, ...rest] = text.split("\n");
  if (!origin || !size || !root || rest.join("") !== "") return "the checkpoint does not have three lines";
  const [name, keyHash, keyText] = splitKey(verifierKey);
  const key = unbase64(keyText);
  if (key[0] !== 1 || key.length !== 33) return "the log's key is not an Ed25519 key";
  const expected = sha256(utf8(`${name}\n`), key).subarray(0, 4);
  if (hex(expected) !== keyHash || name !== origin) return "the checkpoint is of another log";
  for (const line of note.slice(split + 2).split("\n")) {
    const match = /^— (\S+) (\S+)$/.exec(line);
    if (!match || match[1] !== name) continue;
    const signature = unbase64(match[2] as string);
    if (!equal(signature.subarray(0, 4), expected)) continue;
    if (ed25519.verify(signature.subarray(4), utf8(text), key.subarray(1))) {
      return { origin, size: Number(size), root: unbase64(root) };
    }
  }
  return "no signature of the log's key is valid";
}

function splitKey(verifierKey: string): [string, string, string] {
  const [key = "", hash = "", ...name] = verifierKey.split("+").reverse();
  // base64 may hold a plus sign itself: the hash is the first field of eight hex digits
  const match = /^(.*)\+([0-9a-f]{8})\+(.*)$/.exec(verifierKey);
  return match ? [match[1] as string, match[2] as string, match[3] as string] : [name.reverse().join("+"), hash, key];
}
