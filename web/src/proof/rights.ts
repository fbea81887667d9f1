/** What is to be done; a question is about one use. Its bit is 1 shifted by its place. */
export const USES = ["train", "evaluate", "retrieve", "generate"] as const;
export type Use = (typeof USES)[number];

const COMMERCIAL = 16;
const DERIVATIVES = 32;
const SHARE_ALIKE = 128;

/** Why a use is not permitted, in the order of the contract; "none" where it is. */
export const REASONS = ["none", "not one use", "unstated", "use", "derivatives", "commercial", "expired"] as const;
export type Reason = (typeof REASONS)[number];

/** The rule of the contracts' UsageRights and the verifier's, over a licence's bits. */
export function objection(uses: number, use: Use, paid: boolean): Reason {
  if (uses === 0) return "unstated";
  if ((uses & (1 << USES.indexOf(use))) === 0) return "use";
  if (use !== "evaluate" && (uses & DERIVATIVES) === 0) return "derivatives";
  return paid && (uses & COMMERCIAL) === 0 ? "commercial" : "none";
}

/** Whether one thing may be made of both: what two share-alike licences ask for is the same only where they are. */
export function mix(uses: number, spdx: string, otherUses: number, otherSpdx: string): boolean {
  return (uses & otherUses & SHARE_ALIKE) === 0 || spdx === otherSpdx;
}
