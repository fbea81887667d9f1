import { concat, hex, keccak256, unhex, utf8 } from "./bytes";

export interface Call {
  to: string;
  data: string;
}

const word = (value: bigint) => unhex(value.toString(16).padStart(64, "0"));
const selector = (signature: string) => keccak256(utf8(signature)).slice(0, 4);
const call = (to: string, signature: string, ...words: bigint[]): Call => ({
  to,
  data: `0x${hex(concat(selector(signature), ...words.map(word)))}`,
});

/** What a wallet sends to buy one licence: the allowance, where it costs anything, and the mint. */
export function buyCalls({
  licences,
  wrappedOpen,
  token,
  version,
  offer,
  holder,
}: {
  licences: string;
  wrappedOpen: string;
  token: string;
  version: number;
  offer: { termsId: string; feeWei: string };
  holder: string;
}): Call[] {
  const fee = BigInt(offer.feeWei);
  const mint = call(
    licences,
    "mint(uint256,uint32,bytes32,address,uint256)",
    BigInt(token),
    BigInt(version),
    BigInt(offer.termsId),
    BigInt(holder),
    1n,
  );
  return fee === 0n ? [mint] : [call(wrappedOpen, "approve(address,uint256)", BigInt(licences), fee), mint];
}
