import { concat, equal, hex, keccak256, sha256, unhex } from "./bytes";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(LEAF, entry);
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}

/** RFC 9162, section 2.1.1, of at least one leaf. */
export function rootOf(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const left = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)));
}

/** RFC 9162, section 2.1.3.2. Indices stay below 2^53, so plain numbers and division are exact. */
export function includes(leaf: Uint8Array, index: number, size: number, path: Uint8Array[], root: Uint8Array): boolean {
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(hash, root);
}

/** RFC 9162, section 2.1.4.2: the tree of `size` leaves begins with that of `oldSize`. */
export function extendsTree(
  oldSize: number,
  oldRoot: Uint8Array,
  size: number,
  root: Uint8Array,
  path: Uint8Array[],
): boolean {
  if (oldSize > size) return false;
  if (oldSize === size) return path.length === 0 && equal(oldRoot, root);
  if (oldSize === 0) return path.length === 0;
  const hashes = Number.isInteger(Math.log2(oldSize)) ? [oldRoot, ...path] : [...path];
  let node = oldSize - 1;
  let last = size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  const first = hashes.shift();
  if (!first) return false;
  let older = first;
  let newer = first;
  for (const hash of hashes) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      older = nodeHash(hash, older);
      newer = nodeHash(hash, newer);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      newer = nodeHash(newer, hash);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(older, oldRoot) && equal(newer, root);
}

const STEP_BYTES = 49;
const SUM_LIMIT = 2n ** 128n;

/** Whether a reward tree gives an account so much: of a tree with sums, or of one from before, as the steps of the path say. */
export function claims(account: string, cumulativeWei: bigint, path: Uint8Array[], root: Uint8Array): boolean {
  const leaf = keccak256(new Uint8Array(12), unhex(account), bytes(cumulativeWei, 32));
  const summed = path.some((step) => step.length === STEP_BYTES);
  if (!summed && claimsOfStandardTree(leaf, path, root)) return true;
  const total = path.reduce((sum, step) => sum + sumOf(step), cumulativeWei);
  return total < SUM_LIMIT && path.every(isStep) && equal(rootOfSums(leaf, cumulativeWei, path), root);
}

/** A step has a byte for the side of the sibling, 1 for left, then its hash and its sum; a node hashes both hashes and sums. */
function rootOfSums(leaf: Uint8Array, cumulativeWei: bigint, path: Uint8Array[]): Uint8Array {
  let hash = leaf;
  let sum = cumulativeWei;
  for (const step of path) {
    const sibling = step.slice(1, 33);
    const theirs = sumOf(step);
    hash =
      step[0] === 1
        ? keccak256(sibling, hash, bytes(theirs, 16), bytes(sum, 16))
        : keccak256(hash, sibling, bytes(sum, 16), bytes(theirs, 16));
    sum += theirs;
  }
  return keccak256(hash, bytes(BigInt(path.length), 32));
}

function isStep(step: Uint8Array): boolean {
  return step.length === STEP_BYTES && (step[0] === 0 || step[0] === 1);
}

function sumOf(step: Uint8Array): bigint {
  return step.length === STEP_BYTES ? BigInt(`0x${hex(step.slice(33))}`) : 0n;
}

function bytes(value: bigint, length: number): Uint8Array {
  return unhex(value.toString(16).padStart(2 * length, "0"));
}

/** OpenZeppelin's standard tree: double-hashed leaf of (address, uint256), siblings in sorted order. */
function claimsOfStandardTree(leaf: Uint8Array, path: Uint8Array[], root: Uint8Array): boolean {
  let hash = keccak256(leaf);
  for (const sibling of path) {
    hash = before(hash, sibling) ? keccak256(concat(hash, sibling)) : keccak256(concat(sibling, hash));
  }
  return equal(hash, root);
}

function before(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number);
  }
  return true;
}
