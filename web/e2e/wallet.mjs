// A wallet for the checks: a key made for one run, which signs what a page asks for.
import { randomBytes } from "node:crypto";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** EIP-1193: accounts, and signatures of messages (EIP-191). */
export function makeWallet() {
  const key = randomBytes(32);
  const address = `0x${bytesToHex(keccak_256(secp256k1.getPublicKey(key, false).slice(1)).slice(-20))}`;
  return {
    address,
    request: ({ method, params }) => {
      if (method === "eth_requestAccounts" || method === "eth_accounts") return [address];
      if (method === "personal_sign") return sign(key, messageOf(params[0]));
      throw Object.assign(new Error(`This wallet does not know ${method}.`), { code: 4200 });
    },
  };
}

function messageOf(text) {
  return /^0x([0-9a-f]{2})*$/i.test(text) ? hexToBytes(text.slice(2)) : utf8ToBytes(text);
}

function sign(key, message) {
  const digest = keccak_256(concatBytes(utf8ToBytes(`\x19Ethereum Signed Message:\n${message.length}`), message));
  const [recovery, ...rest] = secp256k1.sign(digest, key, { prehash: false, format: "recovered" });
  return `0x${bytesToHex(Uint8Array.from([...rest, 27 + recovery]))}`;
}

/** Runs in the page: says by EIP-6963, and as window.ethereum, that the wallet is there. */
export function announce() {
  const provider = { request: (call) => window.askWallet(call), on() {}, removeListener() {} };
  const info = {
    uuid: "7b9b1f0e-27d7-4c5e-9c0f-6f3a1f0c1d11",
    name: "Check wallet",
    icon: "data:,",
    rdns: "org.openledger.check",
  };
  const say = () =>
    window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
  window.addEventListener("eip6963:requestProvider", say);
  window.ethereum = provider;
  say();
}
