package org.openledger.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openledger.verify.Check.Name;
import org.openledger.verify.Check.Outcome;
import org.openledger.verify.Receipt.PayRule;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.ReceiptFile.Anchor;
import org.openledger.verify.ReceiptFile.Claim;
import org.openledger.verify.ReceiptFile.Inclusion;
import org.openledger.verify.ReceiptFile.Opening;
import org.openledger.verify.ReceiptFile.Payout;
import org.openledger.verify.ReceiptFile.Quotation;
import org.openledger.verify.ReceiptFile.QuotedRow;
import org.openledger.verify.ReceiptFile.Sealed;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.reward.ClaimProof;

/**
 * Checks an exported receipt offline. All checks that can be made are made, even after one failed, because a receipt that
 * is wrong and properly signed is evidence; only unreadable bytes leave the later checks unreached. What no offline check
 * can show is said in the sentences: that the chain holds the anchored root and the epoch's root.
 */
public final class Verifier {
    private static final BigInteger WEI_PER_GWEI = BigInteger.valueOf(1_000_000_000);

    private final Options options;
    private final List<Check> checks = new ArrayList<>();

    private Verifier(Options options) {
        this.options = options;
    }

    /**
     * What the caller knows beforehand.
     *
     * @param operator the address that must have signed; empty to take the receipt's word for it
     */
    public record Options(Optional<String> operator) {
        public Options {
            operator.ifPresent(address -> Require.address("the operator", address));
        }

        public static Options none() {
            return new Options(Optional.empty());
        }

        public static Options operator(String address) {
            return new Options(Optional.of(address));
        }
    }

    /** One check for each {@link Name}, in that order. The file is accepted when none of them failed. */
    public static List<Check> check(byte[] file, Options options) {
        Verifier verifier = new Verifier(options);
        verifier.run(file);
        return List.copyOf(verifier.checks);
    }

    /** Whether a file with these checks is accepted. */
    public static boolean accepted(List<Check> checks) {
        return checks.size() == Name.values().length && checks.stream().noneMatch(Check::failed);
    }

    private void run(byte[] bytes) {
        Optional<Json> json = read(
                Name.CANONICAL,
                () -> CanonicalJson.parseCanonical(bytes),
                value -> "The " + bytes.length + " bytes are canonical JSON.");
        Optional<Sealed> sealed = json.flatMap(value -> read(
                Name.SCHEMA,
                () -> ReceiptFile.fromJson(value),
                file -> "A receipt file of receipt " + file.content().receipt().id() + "."));
        if (sealed.isEmpty()) {
            List<Name> all = List.of(Name.values());
            for (Name name : all.subList(checks.size(), all.size())) {
                checks.add(new Check(name, Outcome.NOT_REACHED, "The file could not be read this far."));
            }
            return;
        }
        ReceiptFile file = sealed.get().content();
        decide(Name.SUMS, () -> sums(file.receipt()));
        decide(Name.SIGNATURE, () -> signature(file));
        decide(Name.INCLUSION, () -> inclusion(file));
        decide(Name.CHECKPOINT, () -> checkpoint(file));
        decideOptional(Name.ANCHOR, file.anchor(), anchor -> anchor(file, anchor));
        decideOptional(Name.OPENING, file.opening(), opening -> opening(file.receipt(), opening));
        decideOptional(
                Name.EVIDENCE, file.receipt().evidence().filter(root -> shows(file)), root -> evidence(file, root));
        decideOptional(
                Name.QUOTATIONS,
                Optional.of(file.quotations()).filter(shown -> !shown.isEmpty()),
                shown -> quotations(file, shown));
        decideOptional(Name.PAYOUT, file.payout(), payout -> payout(file.receipt(), payout));
        decide(Name.SEAL, () -> seal(sealed.get()));
    }

    private static String sums(Receipt receipt) {
        Sums.check(receipt);
        return "Shares, base and unattributed sum to 1000000 ppm; "
                + receipt.payments().size() + " payments sum to "
                + OpenAmount.of(receipt.fee().totalGwei()) + " and follow from the shares."
                + receipt.upstream().map(Verifier::computedBy).orElse("")
                + receipt.withheld()
                        .map(why -> " The answer was withheld: nobody's rows support it by " + why.minimumPpm()
                                + " ppm, and its data part was not charged.")
                        .orElse("");
    }

    /** What the operator's own engine found of an answer that another one computed. */
    private static String computedBy(Receipt.Upstream engine) {
        return " The answer was computed by " + engine.name() + ", scored again by the operator, and is "
                + (engine.agrees() ? "the model's: " : "not the model's, so nobody is credited: ")
                + "a token's log-probability differs by up to " + engine.differenceNanonats() + " of "
                + engine.toleranceNanonats() + " nanonats.";
    }

    private String signature(ReceiptFile file) {
        Receipt receipt = file.receipt();
        String signer = OperatorSignature.recover(receipt.canonicalBytes(), file.signature());
        Require.that(
                signer.equals(receipt.operator()),
                "the receipt is signed by " + signer + ", not by its operator " + receipt.operator());
        options.operator()
                .ifPresent(expected -> Require.that(
                        expected.equals(signer), "the receipt is signed by " + signer + ", not by " + expected));
        return "Signed by operator " + signer + ".";
    }

    private static String inclusion(ReceiptFile file) {
        Inclusion inclusion = file.inclusion();
        Checkpoint checkpoint = Checkpoint.parseUnverified(file.checkpoint());
        Require.that(
                checkpoint.size() == inclusion.treeSize(),
                "the proof is for a tree of " + inclusion.treeSize() + " entries, the checkpoint names "
                        + checkpoint.size());
        byte[] leaf = LogEntry.ofReceipt(file.receipt(), file.signature()).leafHash();
        boolean included = MerkleTree.verifyInclusion(
                leaf, inclusion.index(), inclusion.treeSize(), hashes(inclusion.hashes()), checkpoint.rootBytes());
        Require.that(
                included, "the proof does not lead from the receipt's entry " + inclusion.index() + " to the root");
        return "Entry " + inclusion.index() + " of a log of " + inclusion.treeSize() + ", "
                + inclusion.hashes().size() + " hashes to the root.";
    }

    private static String checkpoint(ReceiptFile file) {
        VerifierKey key = file.receipt().log().verifierKey();
        Checkpoint checkpoint = Checkpoint.verify(file.checkpoint(), key);
        return "The log " + checkpoint.origin() + " signed the checkpoint of " + checkpoint.size() + " entries.";
    }

    private static String anchor(ReceiptFile file, Anchor anchor) {
        Receipt.Chain chain = file.receipt().chain();
        Require.that(
                anchor.chainId() == chain.id() && anchor.contract().equals(chain.anchor()),
                "the anchor is not on the receipt's chain and contract (" + chain.id() + ", " + chain.anchor() + ")");
        Require.that(
                anchor.size() > file.inclusion().index(),
                "the anchored tree of " + anchor.size() + " entries does not hold entry "
                        + file.inclusion().index() + ": export the file again after the next anchor");
        Checkpoint checkpoint = Checkpoint.parseUnverified(file.checkpoint());
        byte[] anchored = Hex.parse(anchor.root());
        List<byte[]> proof = hashes(anchor.consistency());
        boolean consistent = anchor.size() <= checkpoint.size()
                ? MerkleTree.verifyConsistency(
                        anchor.size(), anchored, checkpoint.size(), checkpoint.rootBytes(), proof)
                : MerkleTree.verifyConsistency(
                        checkpoint.size(), checkpoint.rootBytes(), anchor.size(), anchored, proof);
        Require.that(consistent, "the anchored tree and the checkpoint's are not of one growing log");
        return "Consistent with the root of " + anchor.size() + " entries that block " + anchor.block() + " of chain "
                + anchor.chainId() + " is said to hold (transaction " + anchor.transaction() + ").";
    }

    private static String opening(Receipt receipt, Opening opening) {
        Require.that(
                Opening.digest(opening.salt(), opening.prompt())
                        .equals(receipt.request().digest()),
                "the prompt is not the one of the receipt");
        Require.that(
                Opening.digest(opening.salt(), opening.answer())
                        .equals(receipt.answer().digest()),
                "the answer is not the one of the receipt");
        Require.that(
                opening.promptIds().size() == receipt.request().tokens()
                        && opening.answerIds().size() == receipt.answer().tokens(),
                "the token ids are not as many as the receipt says");
        receipt.retrieval().ifPresent(trail -> requireSourcesInPrompt(trail, opening.prompt()));
        return "Prompt and answer are those of the receipt's digests.";
    }

    private static boolean shows(ReceiptFile file) {
        return file.showsEvidence() || !file.disclosures().isEmpty();
    }

    /** All of the evidence under the conversation's salt, or single pieces under their own. */
    private static String evidence(ReceiptFile file, String root) {
        for (ReceiptFile.Disclosure shown : file.disclosures()) {
            Require.that(
                    shown.isUnder(root),
                    "a " + shown.piece().kind().word() + " is shown for "
                            + shown.piece().contributor() + " that the receipt does not commit to");
        }
        file.opening()
                .ifPresent(opening -> Require.that(
                        CommittedEvidence.of(file.receipt())
                                .root(opening.salt())
                                .equals(root),
                        "rows, quotations and sources are not those that the receipt commits to"));
        return file.opening().isPresent()
                ? "Rows, quotations and sources are those of the receipt's digest."
                : "Pieces of evidence shown: " + file.disclosures().size() + "; the receipt commits to each of them.";
    }

    /** Every source stands where the receipt says, after its number. */
    private static void requireSourcesInPrompt(Receipt.Retrieval retrieval, String prompt) {
        byte[] bytes = prompt.getBytes(StandardCharsets.UTF_8);
        Require.that(retrieval.end() <= bytes.length, "the block of sources ends after the prompt");
        for (Receipt.Source source : retrieval.sources()) {
            byte[] number = ("[" + source.number() + "] ").getBytes(StandardCharsets.UTF_8);
            int from = source.start();
            Require.that(
                    source.end() - from > number.length
                            && Arrays.equals(bytes, from, from + number.length, number, 0, number.length),
                    "source " + source.number() + " does not stand in the prompt where the receipt says");
        }
    }

    /** A bare match, proved by hashes and two offsets; that the words are the span's tokens, only the tokenizer can say. */
    private static String quotations(ReceiptFile file, List<Quotation> shown) {
        for (Quotation quotation : shown) {
            quotation(file, quotation);
        }
        return "Quotations shown: " + shown.size()
                + "; each stands word for word in the answer and in a row of a version that"
                + " the model learned from.";
    }

    private static void quotation(ReceiptFile file, Quotation quotation) {
        QuotedRow row = quotation.row();
        byte[] leaf = row.leaf();
        String name = "the quotation at token " + quotation.start() + ": ";
        Require.that(
                file.receipt().attribution().shares().stream()
                        .filter(share -> share.contributor().equals(quotation.contributor()))
                        .flatMap(share -> share.spans().stream())
                        .anyMatch(span -> span.start() == quotation.start()
                                && span.length() == quotation.length()
                                && span.rows().contains(Hex.of(leaf))),
                name + "the receipt names no such span of " + quotation.contributor() + " in row " + Hex.of(leaf));
        Require.that(
                file.receipt().model().versions().stream()
                        .filter(version -> version.datanet().equals(row.datanet()))
                        .anyMatch(version -> MerkleTree.verifyInclusion(
                                leaf,
                                row.inclusion().index(),
                                row.inclusion().treeSize(),
                                hashes(row.inclusion().hashes()),
                                Hex.parse(version.root()))),
                name + "the row is not under the root of the model's version of Datanet " + row.datanet());
        String answer = file.opening().map(Opening::answer).orElse("");
        String words = words(answer, quotation.answerAt(), quotation.characters());
        Require.that(
                !words.isEmpty()
                        && words.equals(words(
                                fieldOf(row.content(), quotation.field()), quotation.rowAt(), quotation.characters())),
                name + "the answer and the row's " + quotation.field() + " do not have the same words there");
    }

    private static String fieldOf(String content, String field) {
        return CanonicalJson.parse(content.getBytes(StandardCharsets.UTF_8)) instanceof Json.JsonObject row
                        && row.members().get(field) instanceof Json.JsonString text
                ? text.value()
                : "";
    }

    /** Some characters of a text; nothing when it has not that many. */
    private static String words(String text, int at, int characters) {
        return at <= text.length() - characters ? text.substring(at, at + characters) : "";
    }

    private static String payout(Receipt receipt, Payout payout) {
        byte[] root = Hex.parsePrefixed(payout.root());
        for (Claim claim : payout.claims()) {
            BigInteger cumulative = new BigInteger(claim.cumulativeWei());
            List<byte[]> proof = claim.proof().stream().map(Hex::parsePrefixed).toList();
            Require.that(
                    ClaimProof.holds(claim.account(), cumulative, proof, root),
                    "the claim of " + claim.account() + " is not under the epoch's root");
            Require.that(
                    receipt.payments().stream()
                            .anyMatch(payment -> payment.account().equals(claim.account())),
                    "the receipt pays nothing to " + claim.account());
            Require.that(
                    cumulative.compareTo(paidWei(receipt, claim.account())) >= 0,
                    "the claim of " + claim.account() + " is less than this receipt alone pays");
        }
        return payout.claims().size() + " claims are under the root " + payout.root() + " of epoch " + payout.epoch()
                + " and cover what this receipt pays"
                + (receipt.fee().rule() == PayRule.AT_ONCE
                        ? "."
                        : ", contributors by what the epoch's audit leaves them.");
    }

    private static String seal(Sealed sealed) {
        String signer = OperatorSignature.recover(sealed.content().bytesToSeal(), sealed.seal());
        String operator = sealed.content().receipt().operator();
        Require.that(signer.equals(operator), "the file is sealed by " + signer + ", not by its operator " + operator);
        return "The whole file is sealed by the operator.";
    }

    /** What the receipt alone gives an account, whatever the epoch's other receipts say. */
    private static BigInteger paidWei(Receipt receipt, String account) {
        boolean audited = receipt.fee().rule() != PayRule.AT_ONCE;
        return receipt.payments().stream()
                .filter(payment -> payment.account().equals(account))
                .filter(payment -> !(audited && payment.role().isForRows()))
                .map(Payment::gwei)
                .map(gwei -> BigInteger.valueOf(gwei).multiply(WEI_PER_GWEI))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static List<byte[]> hashes(List<String> hex) {
        return hex.stream().map(Hex::parse).toList();
    }

    private <T> Optional<T> read(Name name, Supplier<T> reader, Function<T, String> sentence) {
        try {
            T value = reader.get();
            checks.add(new Check(name, Outcome.PASSED, sentence.apply(value)));
            return Optional.of(value);
        } catch (VerifyException e) {
            checks.add(new Check(name, Outcome.FAILED, e.getMessage()));
            return Optional.empty();
        }
    }

    private void decide(Name name, Supplier<String> check) {
        read(name, check, Function.identity());
    }

    private <T> void decideOptional(Name name, Optional<T> part, Function<T, String> check) {
        if (part.isPresent()) {
            decide(name, () -> check.apply(part.get()));
        } else {
            checks.add(new Check(name, Outcome.ABSENT, "The file holds none."));
        }
    }
}
