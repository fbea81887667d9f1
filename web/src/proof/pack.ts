/** A pack of evidence as the browser reads it: its parts, and whether they are those that its manifest names. */
import { sha256 as digestOf, hex } from "./bytes";

const LOCAL = 0x04034b50;
const HEADER_BYTES = 30;

export interface Pack {
  subject: string;
  parts: number;
  /** What does not hold, each sentence with the name of its part. */
  wrong: string[];
  answers: PackAnswer[];
}

export interface PackAnswer {
  id: string;
  question: string;
  answer: string;
  claims: { says: string; status: string; by?: string; decides: boolean; evidence: string[] }[];
}

interface Manifest {
  subject: { kind: string; id: string };
  parts: { name: string; sha256: string }[];
}

/** Whether bytes begin as a ZIP does. */
export function isPack(bytes: Uint8Array): boolean {
  return bytes.length > HEADER_BYTES && view(bytes).getUint32(0, true) === LOCAL;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The parts of a ZIP that stores them as they are, as packs do. */
export function unpacked(bytes: Uint8Array): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  const words = view(bytes);
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length && words.getUint32(at, true) === LOCAL) {
    const size = words.getUint32(at + 18, true);
    const name = words.getUint16(at + 26, true);
    const start = at + HEADER_BYTES + name + words.getUint16(at + 28, true);
    if (words.getUint16(at + 6, true) !== 0 || words.getUint16(at + 8, true) !== 0 || start + size > bytes.length) {
      throw new Error("This ZIP was not written as a pack: keep the file's bytes as they are.");
    }
    const called = new TextDecoder().decode(bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + name));
    if (parts.has(called)) throw new Error(`${called}: the ZIP has this part twice.`);
    parts.set(called, bytes.subarray(start, start + size));
    at = start + size;
  }
  return parts;
}

function json<T>(parts: Map<string, Uint8Array>, name: string): T {
  const part = parts.get(name);
  if (!part) throw new Error(`${name}: it is not there, so this is no pack of evidence.`);
  return JSON.parse(new TextDecoder().decode(part)) as T;
}

/** Reads a pack and compares each part with its digest. Signatures and proofs are for the verifier to check. */
export function readPack(bytes: Uint8Array): Pack {
  const parts = unpacked(bytes);
  const manifest = json<Manifest>(parts, "evidence.json");
  const wrong: string[] = [];
  const named = new Set(["evidence.json", "credential.json", "log.json"]);
  for (const { name, sha256 } of manifest.parts) {
    named.add(name);
    const part = parts.get(name);
    if (!part) wrong.push(`${name}: it is not there`);
    else if (hex(digestOf(part)) !== sha256) wrong.push(`${name}: it was changed`);
  }
  for (const name of parts.keys()) if (!named.has(name)) wrong.push(`${name}: it was added`);
  return {
    subject: `${manifest.subject.kind} ${manifest.subject.id}`,
    parts: manifest.parts.length,
    wrong,
    answers: json<{ answers: PackAnswer[] }>(parts, "claims.json").answers,
  };
}
