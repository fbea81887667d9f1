import type { ReceiptFile, Share } from "../api";
import { money } from "../format";
import { concat, equal, hex, sha256, unhex, utf8 } from "./bytes";
import type { Json } from "./canonical";
import { canonical } from "./canonical";
import { isCommitted, isDisclosed } from "./evidence";
import { claims, extendsTree, includes, leafHash } from "./merkle";
import { paymentsOf } from "./payments";
import { openCheckpoint, signerOf } from "./signatures";
import { agrees, isNobodys } from "./upstream";

/** One thing that was checked: `null` means the file does not hold what the check needs (yet). */
export interface Check {
  name: string;
  ok: boolean | null;
  says: string;
}

type Outcome = [ok: boolean | null, says: string];
type Step = [name: string, run: (file: ReceiptFile, text: string) => Outcome];

const STEPS: Step[] = [
  ["canonical", checkCanonical],
  ["sums", checkSums],
  ["signature", checkSignature],
  ["inclusion", checkInclusion],
  ["anchor", checkAnchor],
  ["opening", checkOpening],
  ["evidence", checkEvidence],
  ["quotations", checkQuotations],
  ["payout", checkPayout],
  ["seal", checkSeal],
];

/** Checks an exported receipt file in this browser, without asking the node anything. */
export function checkReceiptFile(text: string): Check[] {
  let file: ReceiptFile;
  try {
    file = JSON.parse(text) as ReceiptFile;
  } catch {
    return [{ name: "canonical", ok: false, says: "The file is not JSON." }];
  }
  return STEPS.map(([name, run]) => {
    try {
      const [ok, says] = run(file, text);
      return { name, ok, says };
    } catch (error) {
      return { name, ok: false, says: `Cannot be checked: ${error instanceof Error ? error.message : String(error)}` };
    }
  });
}

function checkCanonical(file: ReceiptFile, text: string): Outcome {
  const same = canonical(file as unknown as Json) === text;
  return [same, same ? "The file has its one canonical form" : "The file is not in canonical form"];
}

function checkSums({ receipt }: ReceiptFile): Outcome {
  const { shares, basePpm, unattributedPpm } = receipt.attribution;
  const ppm = shares.reduce((sum, share) => sum + share.ppm, basePpm + unattributedPpm);
  if (ppm !== 1_000_000) return [false, `Shares, base and unattributed sum to ${ppm} ppm instead of 1,000,000`];
  const unsupported = shares.find((share) => !isSupported(share));
  if (unsupported)
    return [false, `The share of ${unsupported.contributor} is not what its rows shaped, times its support`];
  const outranked = shares.find((share) => shares.some((other) => isOutranked(share, other)));
  if (outranked)
    return [
      false,
      `The support of ${outranked.contributor} is less than that of somebody whose rows carry less of the answer`,
    ];
  const paid = receipt.payments.reduce((sum, payment) => sum + payment.gwei, 0);
  if (paid !== receipt.fee.totalGwei)
    return [false, `Payments sum to ${money(paid)}, the fee is ${money(receipt.fee.totalGwei)}`];
  if (!agrees(receipt) && !isNobodys(receipt))
    return [
      false,
      `The scores of ${receipt.upstream?.name} are not the model's, but the answer is credited to somebody`,
    ];
  const { withheld } = receipt;
  const carried = withheld && shares.find((share) => (share.supportPpm ?? 1_000_000) >= withheld.minimumPpm);
  if (carried) return [false, `The answer was withheld although the rows of ${carried.contributor} support it`];
  const bps = Object.values(receipt.fee.splitBps).reduce((sum, part) => sum + part, 0);
  if (bps !== 10_000) return [false, `The fee's split sums to ${bps} basis points instead of 10,000`];
  const { rule } = receipt.fee;
  if (rule !== undefined && rule !== "lower-bound/1" && rule !== "lower-bound/2")
    return [false, `Contributors are paid by the unknown rule ${rule}`];
  const given = paymentsOf(receipt);
  const wrong = receipt.payments.findIndex(
    ({ account, role, gwei }, at) =>
      account !== given[at]?.account || role !== given[at].role || gwei !== given[at].gwei,
  );
  if (wrong >= 0 || given.length !== receipt.payments.length) {
    return [false, `Payment ${wrong >= 0 ? wrong + 1 : receipt.payments.length + 1} is not what shares and split give`];
  }
  return [
    true,
    "Shares, base and unattributed sum to 1,000,000 ppm, and the payments follow from them to the fee's last gwei",
  ];
}

/** A share is what its rows shaped, times how far they support the answer; older receipts say nothing of it. */
function isSupported({ ppm, shapedPpm, supportPpm }: Share): boolean {
  if (shapedPpm === undefined || supportPpm === undefined) return shapedPpm === supportPpm;
  return BigInt(ppm) === (BigInt(shapedPpm) * BigInt(supportPpm)) / 1_000_000n;
}

/** Support is one rising scale of what rows carry. */
function isOutranked(share: Share, other: Share): boolean {
  if (share.carriedPpm === undefined || other.carriedPpm === undefined) return false;
  return share.carriedPpm > other.carriedPpm && (share.supportPpm ?? 0) < (other.supportPpm ?? 0);
}

function receiptBytes(file: ReceiptFile): Uint8Array {
  return utf8(canonical(file.receipt as unknown as Json));
}

function checkSignature(file: ReceiptFile): Outcome {
  const signer = signerOf(receiptBytes(file), file.signature);
  return signer === file.receipt.operator
    ? [true, `Signed by the operator ${file.receipt.operator}`]
    : [false, `Signed by ${signer ?? "nobody"}, not by the operator ${file.receipt.operator}`];
}

function entryOf(file: ReceiptFile): Uint8Array {
  const digest = hex(sha256(receiptBytes(file)));
  return utf8(canonical({ digest, id: file.receipt.id, kind: "receipt", signature: file.signature }));
}

function checkInclusion(file: ReceiptFile): Outcome {
  const checkpoint = openCheckpoint(file.checkpoint, file.receipt.log.key);
  if (typeof checkpoint === "string") return [false, checkpoint];
  const { index, treeSize, hashes } = file.inclusion;
  const ok =
    checkpoint.size === treeSize &&
    includes(leafHash(entryOf(file)), index, treeSize, hashes.map(unhex), checkpoint.root);
  return ok
    ? [true, `Entry ${index.toLocaleString("en")} of the log, ${hashes.length} hashes to the signed root`]
    : [false, "The log's signed root does not contain this receipt"];
}

function checkAnchor(file: ReceiptFile): Outcome {
  const anchor = file.anchor;
  if (!anchor) return [null, "Not anchored on chain yet: the next anchor covers it"];
  const checkpoint = openCheckpoint(file.checkpoint, file.receipt.log.key);
  if (typeof checkpoint === "string") return [false, checkpoint];
  const anchored: [number, Uint8Array] = [anchor.size, unhex(anchor.root)];
  const signed: [number, Uint8Array] = [checkpoint.size, checkpoint.root];
  const [older, newer] = anchor.size <= checkpoint.size ? [anchored, signed] : [signed, anchored];
  const ok = extendsTree(older[0], older[1], newer[0], newer[1], anchor.consistency.map(unhex));
  return ok
    ? [true, `The log agrees with the root anchored on chain in block ${anchor.block.toLocaleString("en")}`]
    : [false, "The log does not agree with the root that was anchored on chain"];
}

function checkOpening(file: ReceiptFile): Outcome {
  const opening = file.opening;
  if (!opening) return [null, "The texts are not disclosed in this file"];
  const salt = unhex(opening.salt);
  const opens = (digest: string, text: string) => equal(sha256(salt, utf8(text)), unhex(digest));
  const ok =
    opens(file.receipt.request.digest, opening.prompt) &&
    opens(file.receipt.answer.digest, opening.answer) &&
    opening.promptIds.length === file.receipt.request.tokens &&
    opening.answerIds.length === file.receipt.answer.tokens;
  const astray = sourceAstray(file, utf8(opening.prompt));
  if (ok && astray) return [false, `Source ${astray} does not stand in the prompt where the receipt says`];
  return ok
    ? [true, "Question and answer are the ones the receipt commits to"]
    : [false, "Question or answer is not the one the receipt commits to"];
}

/** The number of the first source that does not stand where the receipt says, after its number in brackets. */
function sourceAstray({ receipt, evidence }: ReceiptFile, prompt: Uint8Array): number | undefined {
  const sources = evidence?.sources ?? receipt.retrieval?.sources ?? [];
  return sources.find(({ number, start, end }) => {
    const mark = utf8(`[${number}] `);
    return end > prompt.length || !equal(prompt.slice(start, start + mark.length), mark);
  })?.number;
}

/** All of the evidence under the conversation's salt, or single pieces under their own. */
function checkEvidence({ receipt, opening, evidence, disclosures }: ReceiptFile): Outcome {
  const root = receipt.evidence;
  if (root === undefined) return [null, "The receipt itself says which rows and quotations it rests on"];
  if (opening) {
    return evidence && isCommitted(evidence, opening.salt, root)
      ? [true, "Rows, quotations and sources are the ones the receipt commits to"]
      : [false, "Rows, quotations or sources are not the ones the receipt commits to"];
  }
  if (!disclosures) return [null, "Rows, quotations and sources are not disclosed in this file"];
  const wrong = disclosures.find((each) => !isDisclosed(each, root));
  return wrong
    ? [false, `A ${wrong.kind} is shown that the receipt does not commit to`]
    : [true, `The receipt commits to each of the ${disclosures.length} pieces of evidence shown for your rows`];
}

/** A bare match: the row's leaf from its salt and content, the leaf under the version's root, and the same words at two offsets. */
function checkQuotations({ receipt, opening, evidence, quotations }: ReceiptFile): Outcome {
  if (!quotations || !opening) return [null, "The file shows no row that the answer quotes"];
  for (const { contributor, start, length, answerAt, field, rowAt, characters, row } of quotations) {
    const leaf = leafHash(concat(unhex(row.salt), utf8(row.content)));
    const named = (evidence?.shares ?? receipt.attribution.shares).some(
      (share) =>
        share.contributor === contributor &&
        (share.spans ?? []).some(
          (span) => span.start === start && span.length === length && span.rows.includes(hex(leaf)),
        ),
    );
    const { index, treeSize, hashes } = row.inclusion;
    const learned = receipt.model.versions.some(
      (version) =>
        version.datanet === row.datanet && includes(leaf, index, treeSize, hashes.map(unhex), unhex(version.root)),
    );
    const words = opening.answer.slice(answerAt, answerAt + characters);
    const text = (JSON.parse(row.content) as Record<string, string>)[field] ?? "";
    if (!named || !learned || words.length !== characters || words !== text.slice(rowAt, rowAt + characters)) {
      return [false, `A quotation does not hold: row ${hex(leaf).slice(0, 8)} of Datanet ${row.datanet}`];
    }
  }
  const each = quotations.length === 1 ? "quotation stands" : "quotations stand";
  return [true, `${quotations.length} ${each} word for word in rows under the roots of the model's versions`];
}

function checkPayout(file: ReceiptFile): Outcome {
  const payout = file.payout;
  if (!payout) return [null, "Not settled yet: the epoch is still open"];
  const root = unhex(payout.root);
  for (const claim of payout.claims) {
    if (!claims(claim.account, BigInt(claim.cumulativeWei), claim.proof.map(unhex), root)) {
      return [false, `${claim.account} is not in epoch ${payout.epoch}'s reward tree with this amount`];
    }
  }
  return [true, `All ${payout.claims.length} payees are in epoch ${payout.epoch}'s reward tree`];
}

function checkSeal(file: ReceiptFile): Outcome {
  const { seal, ...sealed } = file;
  const signer = signerOf(utf8(canonical(sealed as unknown as Json)), seal);
  return signer === file.receipt.operator
    ? [true, "Not a byte of the file was changed since it was exported"]
    : [false, "The file was changed since it was exported"];
}
