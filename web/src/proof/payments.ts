import type { Payment, Receipt, Share } from "../api";

const ROLES: Payment["role"][] = [
  "treasury",
  "stakers",
  "operator",
  "base",
  "developer",
  "royalty",
  "contributor",
  "waiting",
  "commons",
];
const WHOLE_BPS = 10_000n;
const PPM = 1_000_000n;

/** The payments that a receipt's fee, split and shares give: what the verifier's Payments says, in the same order. */
export function paymentsOf(receipt: Receipt): Payment[] {
  const { attribution, fee } = receipt;
  const bps = withoutData(receipt) ? { ...fee.splitBps, data: 0 } : fee.splitBps;
  const [treasury, stakers, operator, base, developer, data] = apportion(
    BigInt(fee.totalGwei),
    (["treasury", "stakers", "operator", "base", "developer", "data"] as const).map((role) => BigInt(bps[role])),
    withoutData(receipt) ? WHOLE_BPS - BigInt(fee.splitBps.data) : WHOLE_BPS,
  ) as [bigint, bigint, bigint, bigint, bigint, bigint];
  const parts = apportion(
    data,
    [...attribution.shares.map((share) => share.ppm), attribution.basePpm, attribution.unattributedPpm].map(BigInt),
    PPM,
  );
  const ofBase = parts[attribution.shares.length] ?? 0n;
  const unattributed = parts[attribution.shares.length + 1] ?? 0n;
  const datanets = commonsOf(receipt);
  const payments: Payment[] = [];
  const pay = (account: string, role: Payment["role"], gwei: bigint) => {
    if (gwei > 0n) payments.push({ account, role, gwei: Number(gwei) });
  };
  pay("treasury", "treasury", datanets.length > 0 ? treasury : treasury + unattributed);
  pay("stakers", "stakers", stakers);
  pay(receipt.operator, "operator", operator);
  pay(ownerOf(receipt, "base"), "base", base + ofBase);
  const ancestors = receipt.model.ancestors ?? [];
  const owed = ancestors.reduce((bps, ancestor) => bps + ancestor.bps, 0);
  const levels = apportion(developer, [...ancestors.map(({ bps }) => bps), 10_000 - owed].map(BigInt), WHOLE_BPS);
  pay(ownerOf(receipt, "developer"), "developer", levels[ancestors.length] ?? 0n);
  for (const owner of new Set(ancestors.map((ancestor) => ancestor.owner))) {
    const ofOwner = levels.filter((_, level) => ancestors[level]?.owner === owner);
    pay(
      owner,
      "royalty",
      ofOwner.reduce((sum, gwei) => sum + gwei, 0n),
    );
  }
  attribution.shares.forEach((share, index) => {
    const gwei = parts[index] ?? 0n;
    const sure = fee.rule === undefined ? gwei : sureOf(gwei, share);
    pay(share.contributor, "contributor", sure);
    pay(share.contributor, "waiting", gwei - sure);
  });
  const each = datanets.length > 0 ? unattributed / BigInt(datanets.length) : 0n;
  for (const [index, datanet] of datanets.entries()) {
    pay(`commons:${datanet}`, "commons", index === 0 ? unattributed - each * BigInt(datanets.length - 1) : each);
  }
  return payments.sort(
    (one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role) || compare(one.account, other.account),
  );
}

/** An answer that was withheld gave nobody's rows anything: its data part is not charged. */
function withoutData({ withheld }: Receipt): boolean {
  return withheld !== undefined;
}

/** What the lower bound of a share's interval is sure of. */
function sureOf(gwei: bigint, { effectNanonats, lowNanonats }: Share): bigint {
  const low = Math.min(lowNanonats, effectNanonats);
  return low <= 0 ? 0n : (gwei * BigInt(low)) / BigInt(effectNanonats);
}

/** By largest remainder; equal remainders go to the earlier weight. */
function apportion(amount: bigint, weights: bigint[], whole: bigint): bigint[] {
  if (whole === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (amount * weight) / whole);
  const missing = Number(amount - parts.reduce((sum, part) => sum + part, 0n));
  weights
    .map((weight, index) => ({ index, rest: (amount * weight) % whole }))
    .sort((one, other) => (one.rest === other.rest ? one.index - other.index : one.rest > other.rest ? -1 : 1))
    .slice(0, missing)
    .forEach(({ index }) => {
      parts[index] = (parts[index] ?? 0n) + 1n;
    });
  return parts;
}

/** The Datanets of the model, then those that sources are from. */
function commonsOf({ model, retrieval }: Receipt): string[] {
  const sources = retrieval?.datanets ?? (retrieval?.sources ?? []).map((each) => each.datanet);
  return [...new Set([...model.versions.map((each) => each.datanet), ...sources])];
}

/** The owners of base and model are named by their payments alone. */
function ownerOf(receipt: Receipt, role: Payment["role"]): string {
  return receipt.payments.find((payment) => payment.role === role)?.account ?? receipt.operator;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
