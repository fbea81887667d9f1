package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Check.Name;
import org.openledger.verify.Check.Outcome;
import org.openledger.verify.ReceiptFile.Opening;
import org.openledger.verify.Verifier.Options;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;

/** Receipts that commit to their evidence: what they show to whom, and what a file can be refused for. */
@Tag("unit")
final class EvidenceTest {
    private static final long SEED = 20_261_129;

    private final ReceiptFileFixture fixture = ReceiptFileFixture.committing(SEED);
    private final Receipt receipt = fixture.receipt;
    private final CommittedEvidence evidence = CommittedEvidence.of(receipt);
    private final String contributor = receipt.attribution().shares().get(0).contributor();

    @Test
    void theSignedBytesNameNoRowNoPlaceAndNoSource() {
        String text = new String(receipt.canonicalBytes(), StandardCharsets.UTF_8);
        assertThat(text)
                .contains(Receipt.UNCARRIED_SCHEMA)
                .doesNotContain("spans", "rows", "sources", "start", "length", "scorePpm", "leaf");
        for (CommittedEvidence.OfShare share : evidence.shares()) {
            share.rows().forEach(row -> assertThat(text).doesNotContain(row.leaf()));
        }
    }

    @Test
    void openedAndClosedHaveTheSameBytes() {
        Receipt closed = Receipt.fromJson(CanonicalJson.parse(receipt.canonicalBytes()));
        assertThat(closed).isEqualTo(CommittedEvidence.close(receipt)).isNotEqualTo(receipt);
        assertThat(closed.canonicalBytes()).isEqualTo(receipt.canonicalBytes());
        assertThat(evidence.open(closed)).isEqualTo(receipt);
        assertThat(CommittedEvidence.parse(evidence.canonicalBytes())).isEqualTo(evidence);
        Sums.check(closed);
        assertThat(AuditedAnswer.of(closed)).isEqualTo(AuditedAnswer.of(receipt));
    }

    @Test
    void aWholeFileIsAcceptedAndSoIsOneWithoutOpening() {
        byte[] whole = fixture.bytes();
        assertThat(ReceiptFile.read(whole).content().receipt()).isEqualTo(receipt);
        assertThat(ReceiptFile.read(whole).bytes()).isEqualTo(whole);
        List<Check> checks = Verifier.check(whole, Options.none());
        assertThat(Verifier.accepted(checks)).as(String.valueOf(checks)).isTrue();
        assertThat(outcome(checks, Name.EVIDENCE)).isEqualTo(Outcome.PASSED);

        List<Check> closed = Verifier.check(fixture.seal(file(receipt, false, List.of())), Options.none());
        assertThat(Verifier.accepted(closed)).as(String.valueOf(closed)).isTrue();
        assertThat(outcome(closed, Name.EVIDENCE)).isEqualTo(Outcome.ABSENT);
        assertThat(outcome(closed, Name.SUMS)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void anyOtherEvidenceIsRefusedThoughItsOperatorSealsIt() {
        Receipt.Share share = receipt.attribution().shares().get(0);
        CommittedEvidence.OfShare told = evidence.shares().get(0);
        Receipt.Span span = told.spans().get(0);
        List<Receipt.Span> moved = List.of(
                new Receipt.Span(span.start() + 1, span.length(), span.count(), span.rows()),
                told.spans().get(1));
        for (CommittedEvidence forged : List.of(
                with(new CommittedEvidence.OfShare(share.contributor(), told.rows(), moved)),
                with(new CommittedEvidence.OfShare(share.contributor(), told.rows(), List.of())),
                with(new CommittedEvidence.OfShare(
                        share.contributor(), told.rows().subList(0, 1), told.spans())),
                new CommittedEvidence(evidence.start() - 1, evidence.end(), evidence.shares(), evidence.sources()),
                new CommittedEvidence(evidence.start(), evidence.end(), List.of(), evidence.sources()))) {
            byte[] bytes = fixture.seal(file(forged.open(receipt), true, List.of()));
            assertThat(outcome(Verifier.check(bytes, Options.none()), Name.EVIDENCE))
                    .isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void aContributorProvesTheirPiecesAndNothingElse() {
        List<ReceiptFile.Disclosure> own = ReceiptFile.Disclosure.of(evidence, contributor, ReceiptFileFixture.SALT);
        assertThat(own).hasSize(5); // two rows, two spans, one source
        byte[] bytes = fixture.seal(file(receipt, false, own));
        List<Check> checks = Verifier.check(bytes, Options.none());
        assertThat(Verifier.accepted(checks)).as(String.valueOf(checks)).isTrue();
        assertThat(outcome(checks, Name.EVIDENCE)).isEqualTo(Outcome.PASSED);
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).doesNotContain(ReceiptFileFixture.SALT, ReceiptFileFixture.digestOf("row c"), "opening");
        assertThat(ReceiptFile.read(bytes).bytes()).isEqualTo(bytes);

        String another = receipt.attribution().shares().get(1).contributor();
        for (ReceiptFile.Disclosure each : own) {
            CommittedEvidence.Piece piece = each.piece();
            List<ReceiptFile.Disclosure> forged = List.of(
                    new ReceiptFile.Disclosure(
                            new CommittedEvidence.Piece(piece.kind(), another, piece.content()),
                            each.salt(),
                            each.inclusion()),
                    new ReceiptFile.Disclosure(piece, "00".repeat(Opening.SALT_BYTES), each.inclusion()));
            for (ReceiptFile.Disclosure wrong : forged) {
                byte[] sealed = fixture.seal(file(receipt, false, List.of(wrong)));
                assertThat(outcome(Verifier.check(sealed, Options.none()), Name.EVIDENCE))
                        .isEqualTo(Outcome.FAILED);
            }
        }
    }

    @Test
    void aGuessCannotBeTriedWithoutTheSalt() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            byte[] salt = new byte[Opening.SALT_BYTES];
            random.nextBytes(salt);
            assertThat(evidence.root(Hex.of(salt)))
                    .isNotEqualTo(receipt.evidence().orElseThrow());
        }
        List<String> salts = new ArrayList<>();
        receipt.attribution()
                .shares()
                .forEach(share -> ReceiptFile.Disclosure.of(evidence, share.contributor(), ReceiptFileFixture.SALT)
                        .forEach(shown -> salts.add(shown.salt())));
        assertThat(salts).doesNotHaveDuplicates();
    }

    @Test
    void anOpeningWithoutItsEvidenceIsRefused() {
        String text = new String(fixture.bytes(), StandardCharsets.UTF_8);
        String without = text.replaceFirst("\"evidence\":\\{.*?\\},\"inclusion\"", "\"inclusion\"");
        assertThat(without).isNotEqualTo(text);
        assertThatThrownBy(() -> ReceiptFile.read(without.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("file.evidence goes with the opening");
    }

    @Test
    void theFormOfTheReceiptIsOneOrTheOther() {
        String closed = new String(receipt.canonicalBytes(), StandardCharsets.UTF_8);
        for (String wrong : List.of(
                closed.replace(Receipt.UNCARRIED_SCHEMA, Receipt.CLEAR_SCHEMA),
                closed.replace(Receipt.UNCARRIED_SCHEMA, "openledger.receipt/7"))) {
            assertThat(wrong).isNotEqualTo(closed);
            assertThatThrownBy(() -> Receipt.fromJson(CanonicalJson.parse(wrong.getBytes(StandardCharsets.UTF_8))))
                    .hasMessageContaining("receipt");
        }
    }

    /** The page's own tests read the same files. */
    @Test
    void theFilesThatThePageIsTestedWithAreAccepted() throws IOException {
        for (String name : List.of("accepted", "at-once", "committed", "disclosed", "closed", "supported")) {
            byte[] file = Files.readAllBytes(Path.of("../web/src/proof/" + name + ".json"));
            List<Check> checks = Verifier.check(file, Options.none());
            assertThat(Verifier.accepted(checks)).as(name + ": " + checks).isTrue();
        }
    }

    private CommittedEvidence with(CommittedEvidence.OfShare share) {
        return new CommittedEvidence(evidence.start(), evidence.end(), List.of(share), evidence.sources());
    }

    private ReceiptFile file(Receipt shown, boolean opened, List<ReceiptFile.Disclosure> disclosures) {
        ReceiptFile whole = fixture.content();
        return new ReceiptFile(
                shown,
                whole.signature(),
                whole.inclusion(),
                whole.checkpoint(),
                whole.anchor(),
                opened ? whole.opening() : Optional.empty(),
                whole.payout(),
                List.of(),
                disclosures);
    }

    private static Outcome outcome(List<Check> checks, Name name) {
        return checks.stream()
                .filter(check -> check.name() == name)
                .findFirst()
                .orElseThrow()
                .outcome();
    }
}
