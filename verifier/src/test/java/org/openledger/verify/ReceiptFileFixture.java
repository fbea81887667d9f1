package org.openledger.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.openledger.verify.Payments.Payees;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.ReceiptFile.Anchor;
import org.openledger.verify.ReceiptFile.Claim;
import org.openledger.verify.ReceiptFile.Inclusion;
import org.openledger.verify.ReceiptFile.Opening;
import org.openledger.verify.ReceiptFile.Payout;
import org.openledger.verify.ReceiptFile.Sealed;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.reward.RewardTree;

/** A whole valid receipt file, every optional part included, by keys of its own; and the means to forge it. */
public final class ReceiptFileFixture {
    static final String SALT = "000102030405060708090a0b0c0d0e0f";
    /** With two sources, whose places count bytes: the em dash has three. */
    static final String PROMPT =
            "<user>Sources:\n\n[1] Kahm — harmless.\n\n[2] Skim it off.\n\nMy kraut smells of yeast. \"Safe\"?\n<assistant>";

    static final String ANSWER = "Probably yes: kahm yeast — harmless ✓.";
    static final int INDEX = 5;
    static final int TREE_SIZE = 11;
    static final int ANCHOR_SIZE = 9;

    final Random random;
    final ThrowawayKey operator;
    final LogKey logKey = LogKey.generate("openledger.local/demo");
    final Receipt receipt;
    final String signature;
    final List<byte[]> leaves;

    /** A receipt whose contributors are sure of some of their part, and wait for the rest. */
    public static Receipt receiptOf(long seed) {
        return committing(seed).receipt;
    }

    /** With a receipt that says its evidence in the clear. */
    ReceiptFileFixture(long seed) {
        this(seed, UnaryOperator.identity());
    }

    /** With a receipt that commits to its evidence, says of each share how far rows support it, and has intervals of other seeds. */
    static ReceiptFileFixture committing(long seed) {
        return new ReceiptFileFixture(
                seed, receipt -> CommittedEvidence.commit(ofOtherSeeds(supported(receipt), 0), SALT));
    }

    /** With a receipt that commits to its evidence and says how far rows support it, of before intervals were of other seeds. */
    static ReceiptFileFixture ofTokens(long seed) {
        return new ReceiptFileFixture(seed, receipt -> CommittedEvidence.commit(supported(receipt), SALT));
    }

    /** The same receipt, whose intervals are of other seeds; the last of the shares is foreseen. */
    static Receipt ofOtherSeeds(Receipt receipt, int commonPpm) {
        List<Receipt.Share> shares = receipt.attribution().shares();
        return receipt.ofOtherSeeds(new Receipt.OtherSeeds(
                1_500_000,
                Optional.empty(),
                commonPpm,
                List.of(shares.get(shares.size() - 1).contributor())));
    }

    /** The same receipt, in which who leads has a factor of its own. */
    static Receipt led(Receipt receipt, int leadFactorPpm) {
        Receipt.OtherSeeds said = receipt.attribution().otherSeeds().orElseThrow();
        return receipt.ofOtherSeeds(new Receipt.OtherSeeds(
                said.factorPpm(), Optional.of(leadFactorPpm), said.commonPpm(), said.foreseen()));
    }

    /** The same receipt that says what rows carry: of each contributor more than of the one after. */
    static Receipt carrying(Receipt receipt) {
        List<Receipt.Share> shares = new ArrayList<>();
        for (Receipt.Share share : receipt.attribution().shares()) {
            Receipt.Support said = share.support().orElseThrow();
            int carriedPpm = 900_000 - 200_000 * shares.size();
            shares.add(share.with(Optional.of(new Receipt.Support(
                    said.shapedPpm(), carriedPpm < 700_000 ? 0 : said.ppm(), Optional.of(carriedPpm)))));
        }
        return receipt.with(shares, receipt.retrieval(), receipt.evidence());
    }

    /** With a receipt that is made of the plain one. */
    static ReceiptFileFixture inTheForm(long seed, UnaryOperator<Receipt> form) {
        return new ReceiptFileFixture(seed, form);
    }

    /** With a receipt that commits to its evidence, of before support was said. */
    static ReceiptFileFixture unsupported(long seed) {
        return new ReceiptFileFixture(seed, receipt -> CommittedEvidence.commit(receipt, SALT));
    }

    /** The same credit, of which the second contributor's is half of what its rows shaped. */
    static Receipt supported(Receipt receipt) {
        List<Receipt.Share> shares = new ArrayList<>();
        for (Receipt.Share share : receipt.attribution().shares()) {
            int part = shares.size() == 1 ? 500_000 : 1_000_000;
            int shaped = (int) (share.ppm() * 1_000_000L / part);
            shares.add(share.with(Optional.of(new Receipt.Support(shaped, part))));
        }
        return receipt.with(shares, receipt.retrieval(), receipt.evidence());
    }

    private ReceiptFileFixture(long seed, UnaryOperator<Receipt> form) {
        random = new Random(seed);
        operator = ThrowawayKey.random(random);
        receipt = form.apply(newReceipt());
        signature = operator.signOperator(receipt.canonicalBytes());
        leaves = leavesWith(LogEntry.ofReceipt(receipt, signature));
    }

    /** The leaves of a log that holds this entry at {@link #INDEX} among others. */
    static List<byte[]> leavesWith(LogEntry entry) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < TREE_SIZE; i++) {
            LogEntry other = LogEntry.of("contribution", "contribution-" + i, digestOf("contribution " + i));
            leaves.add(i == INDEX ? entry.leafHash() : other.leafHash());
        }
        return leaves;
    }

    static String digestOf(String text) {
        return Hex.of(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    ReceiptFile content() {
        return new ReceiptFile(
                receipt,
                signature,
                inclusion(leaves),
                checkpoint(leaves).sign(logKey),
                Optional.of(anchor(leaves, ANCHOR_SIZE)),
                Optional.of(opening()),
                Optional.of(payout(receipt.payments())));
    }

    byte[] bytes() {
        return seal(content());
    }

    byte[] seal(ReceiptFile content) {
        return seal(content, operator);
    }

    static byte[] seal(ReceiptFile content, ThrowawayKey sealer) {
        return new Sealed(content, sealer.signOperator(content.bytesToSeal())).bytes();
    }

    /** The file for another receipt, properly signed, logged and sealed by the same operator and log. */
    byte[] bytesFor(Receipt other) {
        String otherSignature = operator.signOperator(other.canonicalBytes());
        List<byte[]> otherLeaves = leavesWith(LogEntry.ofReceipt(other, otherSignature));
        return seal(new ReceiptFile(
                other,
                otherSignature,
                inclusion(otherLeaves),
                checkpoint(otherLeaves).sign(logKey),
                Optional.of(anchor(otherLeaves, ANCHOR_SIZE)),
                Optional.of(opening()),
                Optional.of(payout(receipt.payments()))));
    }

    static Inclusion inclusion(List<byte[]> leaves) {
        return new Inclusion(INDEX, leaves.size(), hex(MerkleTree.inclusion(leaves, INDEX, leaves.size())));
    }

    static Checkpoint checkpoint(List<byte[]> leaves) {
        return new Checkpoint("openledger.local/demo", leaves.size(), Hex.of(MerkleTree.root(leaves)));
    }

    Anchor anchor(List<byte[]> leaves, int size) {
        return new Anchor(
                receipt.chain().id(),
                receipt.chain().anchor(),
                size,
                Hex.of(MerkleTree.root(leaves.subList(0, size))),
                42,
                "0x" + digestOf("transaction"),
                hex(MerkleTree.consistency(leaves, size, leaves.size())));
    }

    static Opening opening() {
        return new Opening(SALT, PROMPT, ANSWER, List.of(5, 9, 211), List.of(7, 8, 9, 10, 11, 12, 13, 14));
    }

    /** Proofs for every address these payments name, in a tree with earlier earnings of others. */
    static Payout payout(List<Payment> payments) {
        TreeMap<String, BigInteger> wei = new TreeMap<>();
        for (Payment payment : payments) {
            if (payment.account().startsWith("0x")) {
                BigInteger paid = BigInteger.valueOf(payment.gwei()).multiply(BigInteger.valueOf(1_000_000_000));
                wei.merge(payment.account(), paid, BigInteger::add);
            }
        }
        List<String> paid = List.copyOf(wei.keySet());
        for (int i = 0; i < 4; i++) {
            wei.put(
                    "0x" + digestOf("other " + i).substring(24),
                    BigInteger.valueOf(77).pow(i + 3));
        }
        RewardTree tree = RewardTree.of(wei);
        List<Claim> claims = paid.stream()
                .map(account -> new Claim(
                        account,
                        String.valueOf(wei.get(account)),
                        tree.proof(account).stream().map(Hex::prefixed).toList()))
                .toList();
        return new Payout(3, Hex.prefixed(tree.root()), claims);
    }

    static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(Hex::of).toList();
    }

    private String address() {
        return ThrowawayKey.random(random).address();
    }

    private Receipt newReceipt() {
        String leafA = digestOf("row a");
        String leafB = digestOf("row b");
        String first = address();
        String second = address();
        List<Receipt.Share> shares = List.of(
                new Receipt.Share(
                        first,
                        310_001,
                        700_000_000,
                        400_000_000,
                        900_000_000,
                        List.of(new Receipt.RowScore(leafA, "1", 912_000), new Receipt.RowScore(leafB, "2", 12_000)),
                        List.of(
                                new Receipt.Span(0, 3, 2, List.of(leafA, leafB)),
                                new Receipt.Span(2, 6, 1, List.of(leafA)))),
                new Receipt.Share(second, 190_002, 300_000_000, 20_000_000, 500_000_000, List.of(), List.of()),
                new Receipt.Share(address(), 0, -10_000_000, -30_000_000, 5_000_000, List.of(), List.of()));
        Receipt.Attribution attribution = new Receipt.Attribution(
                Receipt.Attribution.METHOD,
                "0.1.0",
                Receipt.Readiness.BEFORE_ANSWER,
                digestOf("influence"),
                digestOf("index"),
                17,
                0,
                shares,
                360_000,
                139_997,
                870_000,
                1_100_000_000);
        Receipt.Fee fee = new Receipt.Fee(1_000_003, Receipt.SplitBps.STANDARD, Receipt.PayRule.LOWER_BOUND);
        Receipt.Retrieval retrieval = new Receipt.Retrieval(
                "left-out/1",
                6,
                58,
                List.of(
                        new Receipt.Searched("7", 2, digestOf("version 7"), digestOf("index 7")),
                        new Receipt.Searched("1", 12, digestOf("version 1"), digestOf("index 1"))),
                List.of(
                        new Receipt.Source(1, leafA, "1", first, 16, 40, 600_000_000, 1, 700_000_000),
                        new Receipt.Source(2, digestOf("row c"), "7", second, 40, 58, -5, -9, 0)));
        Payees payees = new Payees(operator.address(), address(), address(), List.of("1", "2", "7"));
        return new Receipt(
                "7f3a19e27f3a19e27f3a19e27f3a19e2",
                1_795_000_000_000L,
                operator.address(),
                address(),
                new Receipt.Chain(31_337, address(), address(), address()),
                new Receipt.LogIdentity("openledger.local/demo", logKey.vkey()),
                new Receipt.Model(
                        "ferment-helper",
                        "3",
                        digestOf("base"),
                        digestOf("adapter"),
                        digestOf("tokenizer"),
                        "run-1",
                        List.of(
                                new Receipt.Version("1", 12, digestOf("version 1")),
                                new Receipt.Version("2", 1, digestOf("version 2")))),
                new Receipt.Request(Opening.digest(SALT, PROMPT), 3, 64, 0, 9),
                new Receipt.Answer(Opening.digest(SALT, ANSWER), 8, Receipt.Finish.STOP),
                attribution,
                Optional.of(retrieval),
                fee,
                Payments.split(fee, payees, attribution));
    }
}
