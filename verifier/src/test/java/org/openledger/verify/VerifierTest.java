package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Check.Name;
import org.openledger.verify.Check.Outcome;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.ReceiptFile.Anchor;
import org.openledger.verify.ReceiptFile.Claim;
import org.openledger.verify.ReceiptFile.Inclusion;
import org.openledger.verify.ReceiptFile.Opening;
import org.openledger.verify.ReceiptFile.Payout;
import org.openledger.verify.Verifier.Options;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;

@Tag("unit")
final class VerifierTest {
    private static final long SEED = 20_261_122;
    private final ReceiptFileFixture fixture = new ReceiptFileFixture(SEED);
    private final ReceiptFile valid = fixture.content();

    @Test
    void aWholeFileIsAccepted() {
        List<Check> checks = Verifier.check(fixture.bytes(), Options.operator(fixture.operator.address()));
        assertThat(checks).extracting(Check::name).containsExactly(Name.values());
        assertThat(checks)
                .filteredOn(check -> check.outcome() != Outcome.PASSED)
                .extracting(Check::name)
                .containsExactly(Name.EVIDENCE, Name.QUOTATIONS);
        assertThat(Verifier.accepted(checks)).isTrue();
    }

    @Test
    void whatIsReadIsWrittenTheSame() {
        byte[] bytes = fixture.bytes();
        assertThat(ReceiptFile.read(bytes).bytes()).isEqualTo(bytes);
        assertThat(Receipt.fromJson(fixture.receipt.toJson())).isEqualTo(fixture.receipt);
        LogEntry entry = LogEntry.ofReceipt(fixture.receipt, fixture.signature);
        assertThat(LogEntry.parse(entry.bytes())).isEqualTo(entry);
    }

    @Test
    void optionalPartsMayBeAbsent() {
        ReceiptFile bare = new ReceiptFile(
                valid.receipt(),
                valid.signature(),
                valid.inclusion(),
                valid.checkpoint(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<Check> checks = Verifier.check(fixture.seal(bare), Options.none());
        assertThat(Verifier.accepted(checks)).isTrue();
        assertThat(checks)
                .filteredOn(check -> check.outcome() == Outcome.ABSENT)
                .extracting(Check::name)
                .containsExactly(Name.ANCHOR, Name.OPENING, Name.EVIDENCE, Name.QUOTATIONS, Name.PAYOUT);
    }

    /** One wrong value at every byte, then every bit of a sample of bytes. */
    @Test
    void everyChangedByteIsRefusedByName() {
        assertChangesRefused(fixture.bytes(), 1);
    }

    @Test
    void aSampleOfChangedBytesIsRefusedWhereTheReceiptCommitsToItsEvidence() {
        assertChangesRefused(ReceiptFileFixture.committing(SEED).bytes(), 7);
    }

    private static void assertChangesRefused(byte[] bytes, int every) {
        Random random = new Random(SEED);
        for (int i = 0; i < bytes.length; i += every) {
            assertChangeRefused(bytes, i, 1 + random.nextInt(255));
        }
        for (int sample = 0; sample < 100; sample++) {
            int position = random.nextInt(bytes.length);
            for (int bit = 0; bit < 8; bit++) {
                assertChangeRefused(bytes, position, 1 << bit);
            }
        }
    }

    @Test
    void aByteTooManyOrTooFewIsRefused() {
        byte[] bytes = fixture.bytes();
        for (int length = 0; length < bytes.length; length += 97) {
            assertFails(java.util.Arrays.copyOf(bytes, length), Name.CANONICAL);
        }
        byte[] newline = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        newline[bytes.length] = '\n';
        assertFails(newline, Name.CANONICAL);
    }

    @Test
    void anotherOperatorThanExpectedIsRefused() {
        String other = ThrowawayKey.random(new Random(1)).address();
        assertThat(failures(Verifier.check(fixture.bytes(), Options.operator(other))))
                .containsExactly(Name.SIGNATURE);
    }

    @Test
    void aFileSealedByAnotherIsRefused() {
        ThrowawayKey other = ThrowawayKey.random(fixture.random);
        assertFails(ReceiptFileFixture.seal(valid, other), Name.SEAL);
    }

    /** A stranger can redo everything with keys of their own, except be the operator the receipt names. */
    @Test
    void aReceiptSignedByAnotherIsRefused() {
        ThrowawayKey other = ThrowawayKey.random(fixture.random);
        String signature = other.signOperator(valid.receipt().canonicalBytes());
        List<byte[]> leaves = ReceiptFileFixture.leavesWith(LogEntry.ofReceipt(valid.receipt(), signature));
        ReceiptFile forged = new ReceiptFile(
                valid.receipt(),
                signature,
                ReceiptFileFixture.inclusion(leaves),
                ReceiptFileFixture.checkpoint(leaves).sign(fixture.logKey),
                Optional.empty(),
                valid.opening(),
                valid.payout());
        assertFails(ReceiptFileFixture.seal(forged, other), Name.SIGNATURE, Name.SEAL);
    }

    @Test
    void aTreeOfAnotherLogIsRefused() {
        LogKey otherLog = LogKey.generate("openledger.local/demo");
        String note = ReceiptFileFixture.checkpoint(fixture.leaves).sign(otherLog);
        assertFails(fixture.seal(with(valid.inclusion(), note)), Name.CHECKPOINT);
        LogKey otherName = LogKey.generate("openledger.local/other");
        String renamed = new Checkpoint(
                        "openledger.local/other", ReceiptFileFixture.TREE_SIZE, Hex.of(MerkleTree.root(fixture.leaves)))
                .sign(otherName);
        assertFails(fixture.seal(with(valid.inclusion(), renamed)), Name.CHECKPOINT);
    }

    @Test
    void aTreeWithoutTheReceiptIsRefused() {
        List<byte[]> leaves = new ArrayList<>(fixture.leaves);
        leaves.set(ReceiptFileFixture.INDEX, MerkleTree.leafHash(new byte[0]));
        String note = ReceiptFileFixture.checkpoint(leaves).sign(fixture.logKey);
        assertFails(fixture.seal(with(ReceiptFileFixture.inclusion(leaves), note)), Name.INCLUSION, Name.ANCHOR);
    }

    @Test
    void aProofForAnotherPlaceIsRefused() {
        Inclusion inclusion = valid.inclusion();
        Inclusion moved = new Inclusion(inclusion.index() - 1, inclusion.treeSize(), inclusion.hashes());
        assertFails(fixture.seal(with(moved, valid.checkpoint())), Name.INCLUSION);
        Inclusion shorter = new Inclusion(inclusion.index(), inclusion.treeSize() - 1, inclusion.hashes());
        assertFails(fixture.seal(with(shorter, valid.checkpoint())), Name.INCLUSION);
    }

    @Test
    void aShrunkOrForeignAnchorIsRefused() {
        Anchor anchor = valid.anchor().orElseThrow();
        Anchor shrunk = fixture.anchor(fixture.leaves, ReceiptFileFixture.INDEX);
        assertFails(fixture.seal(withAnchor(shrunk)), Name.ANCHOR);
        Anchor lied = anchor(anchor.chainId(), anchor.contract(), anchor.size() - 1, anchor);
        assertFails(fixture.seal(withAnchor(lied)), Name.ANCHOR);
        Anchor otherChain = anchor(1, anchor.contract(), anchor.size(), anchor);
        assertFails(fixture.seal(withAnchor(otherChain)), Name.ANCHOR);
        Anchor otherContract = anchor(anchor.chainId(), valid.receipt().payer(), anchor.size(), anchor);
        assertFails(fixture.seal(withAnchor(otherContract)), Name.ANCHOR);
        List<byte[]> fork = new ArrayList<>(fixture.leaves);
        fork.set(0, MerkleTree.leafHash(new byte[] {1}));
        assertFails(fixture.seal(withAnchor(fixture.anchor(fork, ReceiptFileFixture.ANCHOR_SIZE))), Name.ANCHOR);
    }

    @Test
    void anAnchorMayBeOlderEqualOrNewerThanTheCheckpoint() {
        for (int size = ReceiptFileFixture.INDEX + 1; size <= ReceiptFileFixture.TREE_SIZE; size++) {
            assertFails(fixture.seal(withAnchor(fixture.anchor(fixture.leaves, size))));
        }
        List<byte[]> leaves = fixture.leaves;
        int older = ReceiptFileFixture.TREE_SIZE - 3;
        List<byte[]> start = leaves.subList(0, older);
        Anchor newer = new Anchor(
                valid.receipt().chain().id(),
                valid.receipt().chain().anchor(),
                leaves.size(),
                Hex.of(MerkleTree.root(leaves)),
                50,
                valid.anchor().orElseThrow().transaction(),
                ReceiptFileFixture.hex(MerkleTree.consistency(leaves, older, leaves.size())));
        ReceiptFile file = new ReceiptFile(
                valid.receipt(),
                valid.signature(),
                ReceiptFileFixture.inclusion(start),
                ReceiptFileFixture.checkpoint(start).sign(fixture.logKey),
                Optional.of(newer),
                valid.opening(),
                valid.payout());
        assertFails(fixture.seal(file));
    }

    @Test
    void theOpeningOfAnotherAnswerIsRefused() {
        Opening opening = valid.opening().orElseThrow();
        for (Opening other : List.of(
                new Opening(opening.salt(), opening.prompt(), "No.", opening.promptIds(), opening.answerIds()),
                new Opening(opening.salt(), "Hi", opening.answer(), opening.promptIds(), opening.answerIds()),
                new Opening("ff".repeat(16), opening.prompt(), opening.answer(), opening.promptIds(), List.of()),
                new Opening(opening.salt(), opening.prompt(), opening.answer(), opening.promptIds(), List.of(1)),
                new Opening(opening.salt(), opening.prompt(), opening.answer(), List.of(1), opening.answerIds()))) {
            ReceiptFile file = new ReceiptFile(
                    valid.receipt(),
                    valid.signature(),
                    valid.inclusion(),
                    valid.checkpoint(),
                    valid.anchor(),
                    Optional.of(other),
                    valid.payout());
            assertFails(fixture.seal(file), Name.OPENING);
        }
    }

    @Test
    void aForgedPayoutIsRefused() {
        Payout payout = valid.payout().orElseThrow();
        Claim first = payout.claims().get(0);
        Claim second = payout.claims().get(1);
        Claim more = new Claim(first.account(), first.cumulativeWei() + "0", first.proof());
        Claim swapped = new Claim(second.account(), first.cumulativeWei(), first.proof());
        assertFails(fixture.seal(withPayout(new Payout(payout.epoch(), payout.root(), List.of(more)))), Name.PAYOUT);
        assertFails(fixture.seal(withPayout(new Payout(payout.epoch(), payout.root(), List.of(swapped)))), Name.PAYOUT);
        Payment stranger = new Payment(
                ReceiptFileFixture.digestOf("x").substring(24).transform(a -> "0x" + a), Role.CONTRIBUTOR, 5);
        assertFails(fixture.seal(withPayout(ReceiptFileFixture.payout(List.of(stranger)))), Name.PAYOUT);
        Payment less = new Payment(first.account(), Role.CONTRIBUTOR, 1);
        assertFails(fixture.seal(withPayout(ReceiptFileFixture.payout(List.of(less)))), Name.PAYOUT);
    }

    /** An operator who signs, logs and seals a receipt with other payments is caught by the sums alone. */
    @Test
    void anOperatorsOwnWrongSumsAreRefused() {
        List<Payment> payments = valid.receipt().payments();
        List<Payment> swapped = new ArrayList<>(payments);
        int a = indexOf(payments, Role.CONTRIBUTOR);
        swapped.set(
                a,
                new Payment(
                        payments.get(a).account(),
                        Role.CONTRIBUTOR,
                        payments.get(a + 1).gwei()));
        swapped.set(
                a + 1,
                new Payment(
                        payments.get(a + 1).account(),
                        Role.CONTRIBUTOR,
                        payments.get(a).gwei()));
        swapped.sort(Payment.ORDER);
        assertFailsAmong(withMembers("payments", swapped), Name.SUMS);
        List<Payment> diverted = new ArrayList<>(payments);
        int operator = indexOf(payments, Role.OPERATOR);
        diverted.set(
                operator,
                new Payment(
                        payments.get(operator).account(),
                        Role.OPERATOR,
                        payments.get(operator).gwei() + 1));
        diverted.set(
                a,
                new Payment(
                        payments.get(a).account(),
                        Role.CONTRIBUTOR,
                        payments.get(a).gwei() - 1));
        assertFailsAmong(withMembers("payments", diverted), Name.SUMS);
        assertFailsAmong(withMembers("payments", payments.subList(0, payments.size() - 1)), Name.SUMS);
        assertFailsAmong(edited("attribution", "basePpm", Json.of(360_001)), Name.SUMS);
        assertFailsAmong(edited("fee", "totalGwei", Json.of(1_000_004)), Name.SUMS);
    }

    @Test
    void whatWaitsCannotBePaidAtOnceNorByAnotherRule() {
        List<Payment> payments = valid.receipt().payments();
        int waiting = indexOf(payments, Role.WAITING);
        List<Payment> early = new ArrayList<>(payments);
        Payment held = early.remove(waiting);
        int paid = payments.stream()
                .map(payment -> payment.role() + payment.account())
                .toList()
                .indexOf("contributor" + held.account());
        early.set(
                paid,
                new Payment(held.account(), Role.CONTRIBUTOR, payments.get(paid).gwei() + held.gwei()));
        assertFailsAmong(withMembers("payments", early), Name.SUMS);
        for (String rule : List.of("upper-bound/1", "")) {
            assertThatThrownBy(() -> edited("fee", "rule", Json.of(rule))).hasMessageContaining("rule must be");
        }
    }

    @Test
    void aReceiptFromBeforePayWaitedIsAcceptedAndSoIsTheClaimOfWhoWasNetted() {
        Receipt told = valid.receipt();
        Receipt.Fee fee = new Receipt.Fee(told.fee().totalGwei(), told.fee().splitBps(), Receipt.PayRule.AT_ONCE);
        List<Payment> payments = told.payments();
        Payments.Payees payees = new Payments.Payees(
                told.operator(),
                payments.get(indexOf(payments, Role.BASE)).account(),
                payments.get(indexOf(payments, Role.DEVELOPER)).account(),
                Payments.commons(told.model(), told.retrieval()));
        Receipt atOnce = new Receipt(
                told.id(),
                told.timeMillis(),
                told.operator(),
                told.payer(),
                told.chain(),
                told.log(),
                told.model(),
                told.request(),
                told.answer(),
                told.attribution(),
                told.retrieval(),
                fee,
                Payments.split(fee, payees, told.attribution()));
        assertThat(CanonicalJson.write(atOnce.toJson())).asString().doesNotContain("waiting", "rule");
        assertThat(Verifier.accepted(Verifier.check(fixture.bytesFor(atOnce), Options.none())))
                .isTrue();
        Payment little =
                new Payment(payments.get(indexOf(payments, Role.CONTRIBUTOR)).account(), Role.CONTRIBUTOR, 1);
        byte[] netted = fixture.seal(withPayout(ReceiptFileFixture.payout(List.of(little))));
        assertThat(Verifier.accepted(Verifier.check(netted, Options.none()))).isTrue();
    }

    /** One whose upstream agrees is accepted; one whose does not must credit nobody, and says so. */
    @Test
    void anAnswerThatIsNotTheModelsIsNobodys() {
        Receipt told = valid.receipt();
        Receipt agrees = told.computedBy(new Receipt.Upstream("gpu-1", 4_000, 4_000));
        assertThat(Receipt.fromJson(agrees.toJson()).upstream()).isEqualTo(agrees.upstream());
        assertThat(Verifier.accepted(Verifier.check(fixture.bytesFor(agrees), Options.none())))
                .isTrue();
        assertThat(Verifier.check(fixture.bytesFor(agrees), Options.none()))
                .filteredOn(check -> check.name() == Name.SUMS)
                .singleElement()
                .satisfies(check ->
                        assertThat(check.detail()).contains("computed by gpu-1").contains("4000 of 4000"));
        Receipt differs = told.computedBy(new Receipt.Upstream("gpu-1", 4_001, 4_000));
        List<Check> checks = Verifier.check(fixture.bytesFor(differs), Options.none());
        assertThat(checks).filteredOn(Check::failed).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo(Name.SUMS);
            assertThat(check.detail()).contains("gpu-1 differ by more than the tolerance");
        });
        Receipt.Attribution nobody = new Receipt.Attribution(
                told.attribution().method(),
                told.attribution().code(),
                told.attribution().ready(),
                told.attribution().influenceDigest(),
                told.attribution().indexDigest(),
                told.attribution().seed(),
                told.attribution().tolerancePpm(),
                List.of(),
                0,
                1_000_000,
                0,
                0);
        Receipt nobodys = new Receipt(
                        told.id(),
                        told.timeMillis(),
                        told.operator(),
                        told.payer(),
                        told.chain(),
                        told.log(),
                        told.model(),
                        told.request(),
                        told.answer(),
                        nobody,
                        Optional.empty(),
                        told.fee(),
                        Payments.split(
                                told.fee(),
                                new Payments.Payees(
                                        told.operator(),
                                        told.operator(),
                                        told.payer(),
                                        told.model().datanets()),
                                nobody))
                .computedBy(new Receipt.Upstream("gpu-1", 4_001, 4_000));
        Sums.check(nobodys);
        assertThat(nobodys.payments()).extracting(Payment::role).doesNotContain(Role.CONTRIBUTOR, Role.WAITING);
    }

    @Test
    void schemaRefusesWhatItDoesNotKnow() {
        JsonObject file = (JsonObject) CanonicalJson.parse(fixture.bytes());
        for (String key : file.members().keySet()) {
            boolean optional = List.of("anchor", "opening", "payout").contains(key);
            assertFails(CanonicalJson.write(file.without(key)), optional ? Name.SEAL : Name.SCHEMA);
        }
        assertFails(CanonicalJson.write(replaced(file, "extra", Json.of(1))), Name.SCHEMA);
        assertFails(CanonicalJson.write(replaced(file, "anchor", new Json.JsonNull())), Name.SCHEMA);
        assertFails(CanonicalJson.write(Json.array(List.of(file))), Name.SCHEMA);
        everyObject(file, object -> replaced(object, "zzz", Json.of("hidden")))
                .forEach(changed -> assertFails(CanonicalJson.write(changed), Name.SCHEMA));
    }

    @Test
    void sourcesOfADatanetThatWasNotSearchedAreRefused() {
        assertRefusedForSources("datanet", Json.of("9"), "source 1 is of Datanet 9, which was not searched");
        assertRefusedForSources(
                "contributor", Json.of("0x" + "ab".repeat(20)), "source 1 is from 0x" + "ab".repeat(20));
        assertRefusedForSources("number", Json.of(2), "sources[0] has the number 2");
        assertRefusedForSources("start", Json.of(1), "does not follow");
    }

    /** Whoever leaves a source's commons out, or pays another Datanet's, is caught by the sums. */
    @Test
    void theCommonsOfASourcesDatanetIsPaid() {
        List<Payment> payments = valid.receipt().payments();
        assertThat(payments).extracting(Payment::account).contains("commons:7");
        List<Payment> without = new ArrayList<>(payments);
        int seven = payments.stream().map(Payment::account).toList().indexOf("commons:7");
        Payment one = without.get(seven - 1);
        without.set(
                seven - 1,
                new Payment(
                        one.account(),
                        Role.COMMONS,
                        one.gwei() + payments.get(seven).gwei()));
        without.remove(seven);
        assertFailsAmong(withMembers("payments", without), Name.SUMS);
    }

    @Test
    void sourcesThatDoNotStandInTheOpenedPromptAreRefused() {
        JsonObject receipt = valid.receipt().toJson();
        JsonObject shifted = edit(edit(receipt, "end", Json.of(67)), 1, "end", Json.of(66));
        shifted = edit(shifted, 1, "start", Json.of(47));
        assertFailsAmong(Receipt.fromJson(shifted), Name.OPENING);
    }

    private void assertRefusedForSources(String key, Json value, String says) {
        JsonObject receipt = edit(valid.receipt().toJson(), 0, key, value);
        JsonObject file = (JsonObject) CanonicalJson.parse(fixture.bytes());
        List<Check> checks = Verifier.check(CanonicalJson.write(replaced(file, "receipt", receipt)), Options.none());
        assertThat(checks)
                .filteredOn(check -> check.name() == Name.SCHEMA)
                .allSatisfy(check -> assertThat(check.detail()).contains(says));
        assertThat(failures(checks)).contains(Name.SCHEMA);
    }

    private static JsonObject edit(JsonObject receipt, String key, Json value) {
        JsonObject retrieval =
                (JsonObject) java.util.Objects.requireNonNull(receipt.members().get("retrieval"));
        return replaced(receipt, "retrieval", replaced(retrieval, key, value));
    }

    /** The receipt with one member of one of its sources changed. */
    private static JsonObject edit(JsonObject receipt, int source, String key, Json value) {
        JsonObject retrieval =
                (JsonObject) java.util.Objects.requireNonNull(receipt.members().get("retrieval"));
        List<Json> sources = new ArrayList<>(((Json.JsonArray)
                        java.util.Objects.requireNonNull(retrieval.members().get("sources")))
                .items());
        sources.set(source, replaced((JsonObject) sources.get(source), key, value));
        return edit(receipt, "sources", Json.array(sources));
    }

    private static int indexOf(List<Payment> payments, Role role) {
        return payments.stream().map(Payment::role).toList().indexOf(role);
    }

    private Receipt withMembers(String key, List<Payment> payments) {
        List<JsonObject> items = payments.stream()
                .map(payment -> Json.object()
                        .put("account", payment.account())
                        .put("role", payment.role().word())
                        .put("gwei", payment.gwei())
                        .build())
                .toList();
        return Receipt.fromJson(replaced(valid.receipt().toJson(), key, Json.array(items)));
    }

    private Receipt edited(String object, String key, Json value) {
        JsonObject receipt = valid.receipt().toJson();
        JsonObject inner =
                (JsonObject) java.util.Objects.requireNonNull(receipt.members().get(object));
        return Receipt.fromJson(replaced(receipt, object, replaced(inner, key, value)));
    }

    private static JsonObject replaced(JsonObject object, String key, Json value) {
        return Json.object()
                .putAll(object.without(key).members())
                .put(key, value)
                .build();
    }

    /** The value changed once at each object in it. */
    private static List<Json> everyObject(Json value, UnaryOperator<JsonObject> change) {
        List<Json> changed = new ArrayList<>();
        if (value instanceof JsonObject object) {
            changed.add(change.apply(object));
            object.members()
                    .forEach((key, member) ->
                            everyObject(member, change).forEach(inner -> changed.add(replaced(object, key, inner))));
        } else if (value instanceof Json.JsonArray array) {
            for (int i = 0; i < array.items().size(); i++) {
                for (Json inner : everyObject(array.items().get(i), change)) {
                    List<Json> items = new ArrayList<>(array.items());
                    items.set(i, inner);
                    changed.add(Json.array(items));
                }
            }
        }
        return changed;
    }

    private ReceiptFile with(Inclusion inclusion, String checkpoint) {
        return new ReceiptFile(
                valid.receipt(),
                valid.signature(),
                inclusion,
                checkpoint,
                valid.anchor(),
                valid.opening(),
                valid.payout());
    }

    private ReceiptFile withAnchor(Anchor anchor) {
        return new ReceiptFile(
                valid.receipt(),
                valid.signature(),
                valid.inclusion(),
                valid.checkpoint(),
                Optional.of(anchor),
                valid.opening(),
                valid.payout());
    }

    private ReceiptFile withPayout(Payout payout) {
        return new ReceiptFile(
                valid.receipt(),
                valid.signature(),
                valid.inclusion(),
                valid.checkpoint(),
                valid.anchor(),
                valid.opening(),
                Optional.of(payout));
    }

    private static Anchor anchor(long chainId, String contract, long size, Anchor other) {
        return new Anchor(
                chainId, contract, size, other.root(), other.block(), other.transaction(), other.consistency());
    }

    private static void assertChangeRefused(byte[] bytes, int position, int change) {
        byte[] changed = bytes.clone();
        changed[position] ^= (byte) change;
        List<Check> checks = Verifier.check(changed, Options.none());
        assertThat(failures(checks))
                .as("seed %d, byte %d changed by %d", SEED, position, change)
                .isNotEmpty();
        assertThat(Verifier.accepted(checks)).isFalse();
    }

    /** A receipt forged by its own operator, who can redo every signature; claims may then fail, too. */
    private void assertFailsAmong(Receipt forged, Name expected) {
        assertThat(failures(Verifier.check(fixture.bytesFor(forged), Options.none())))
                .contains(expected)
                .doesNotContain(Name.SIGNATURE, Name.INCLUSION, Name.CHECKPOINT, Name.ANCHOR, Name.SEAL);
    }

    private static void assertFails(byte[] bytes, Name... expected) {
        List<Check> checks = Verifier.check(bytes, Options.none());
        assertThat(failures(checks)).as("%s", checks).containsExactly(expected);
    }

    private static List<Name> failures(List<Check> checks) {
        return checks.stream().filter(Check::failed).map(Check::name).toList();
    }
}
