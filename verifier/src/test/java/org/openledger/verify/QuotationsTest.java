package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Check.Name;
import org.openledger.verify.Check.Outcome;
import org.openledger.verify.ReceiptFile.Inclusion;
import org.openledger.verify.ReceiptFile.Quotation;
import org.openledger.verify.ReceiptFile.QuotedRow;
import org.openledger.verify.Verifier.Options;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/** A bare match, proved by hashes and two offsets: each of its parts is looked at. */
@Tag("unit")
final class QuotationsTest {
    private static final String SALT = "ab".repeat(16);
    private static final String CONTENT =
            "{\"instruction\":\"Is it safe?\",\"response\":\"Yes: kahm yeast — harmless ✓, skim it.\"}";
    private static final String WORDS = "kahm yeast — harmless";
    private static final int ROWS = 7;
    private static final int PLACE = 4;

    private final ReceiptFileFixture fixture = new ReceiptFileFixture(3);
    private final List<byte[]> rows = rows();
    private final Receipt receipt = receipt();
    private final Quotation quotation = new Quotation(
            receipt.attribution().shares().get(0).contributor(),
            2,
            5,
            ReceiptFileFixture.ANSWER.indexOf(WORDS),
            "response",
            "Yes: ".length(),
            WORDS.length(),
            row(SALT, CONTENT));

    private static QuotedRow row(String salt, String content) {
        return new QuotedRow("1", salt, content, new Inclusion(0, 1, List.of()));
    }

    private static List<byte[]> rows() {
        List<byte[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(
                    i == PLACE
                            ? row(SALT, CONTENT).leaf()
                            : Hashes.sha256(("row " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return rows;
    }

    private QuotedRow included(String salt, String content) {
        List<String> hashes = ReceiptFileFixture.hex(MerkleTree.inclusion(rows, PLACE, ROWS));
        return new QuotedRow("1", salt, content, new Inclusion(PLACE, ROWS, hashes));
    }

    /** The fixture's receipt, of a model that learned from these rows, with a span in one of them. */
    private Receipt receipt() {
        Receipt told = fixture.receipt;
        String leaf = Hex.of(row(SALT, CONTENT).leaf());
        Json.JsonObject json = told.toJson();
        String text = new String(CanonicalJson.write(json), StandardCharsets.UTF_8)
                .replace(ReceiptFileFixture.digestOf("version 1"), Hex.of(MerkleTree.root(rows)))
                .replace(ReceiptFileFixture.digestOf("row a"), leaf)
                .replace("\"length\":6", "\"length\":5");
        return Receipt.fromJson(CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Check check(UnaryOperator<Quotation> change) {
        Quotation whole = new Quotation(
                quotation.contributor(),
                quotation.start(),
                quotation.length(),
                quotation.answerAt(),
                quotation.field(),
                quotation.rowAt(),
                quotation.characters(),
                included(SALT, CONTENT));
        String signature = fixture.operator.signOperator(receipt.canonicalBytes());
        List<byte[]> leaves = ReceiptFileFixture.leavesWith(LogEntry.ofReceipt(receipt, signature));
        ReceiptFile file = new ReceiptFile(
                receipt,
                signature,
                ReceiptFileFixture.inclusion(leaves),
                ReceiptFileFixture.checkpoint(leaves).sign(fixture.logKey),
                Optional.empty(),
                Optional.of(ReceiptFileFixture.opening()),
                Optional.empty(),
                List.of(change.apply(whole)),
                List.of());
        byte[] bytes = fixture.seal(file);
        assertThat(ReceiptFile.read(bytes).bytes()).isEqualTo(bytes);
        List<Check> checks = Verifier.check(bytes, Options.none());
        assertThat(checks.stream()
                        .filter(each -> each.name() != Name.QUOTATIONS)
                        .filter(Check::failed))
                .isEmpty();
        return checks.stream()
                .filter(each -> each.name() == Name.QUOTATIONS)
                .findFirst()
                .orElseThrow();
    }

    private static Quotation with(Quotation of, int start, int answerAt, int rowAt, int characters, QuotedRow row) {
        return new Quotation(of.contributor(), start, of.length(), answerAt, of.field(), rowAt, characters, row);
    }

    @Test
    void wordsThatStandInTheAnswerAndInARowOfTheModelsVersionAreProved() {
        Check check = check(UnaryOperator.identity());
        assertThat(check.outcome()).as(check.detail()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void anotherPlaceOfTheTextsIsRefused() {
        assertRefused(q -> with(q, q.start(), q.answerAt() + 1, q.rowAt(), q.characters(), q.row()), "same words");
        assertRefused(q -> with(q, q.start(), q.answerAt(), q.rowAt() - 1, q.characters(), q.row()), "same words");
        assertRefused(q -> with(q, q.start(), q.answerAt(), 10_000, q.characters(), q.row()), "same words");
        assertRefused(q -> with(q, q.start(), q.answerAt(), q.rowAt(), Integer.MAX_VALUE, q.row()), "same words");
        assertRefused(
                q -> new Quotation(
                        q.contributor(),
                        q.start(),
                        q.length(),
                        q.answerAt(),
                        "instruction",
                        0,
                        q.characters(),
                        q.row()),
                "same words");
    }

    @Test
    void anotherRowSaltOrTreeIsRefused() {
        assertRefused(
                q -> with(q, q.start(), q.answerAt(), q.rowAt(), q.characters(), included("cd".repeat(16), CONTENT)),
                "no such span");
        assertRefused(
                q -> with(
                        q,
                        q.start(),
                        q.answerAt(),
                        q.rowAt(),
                        q.characters(),
                        included(SALT, CONTENT.replace("safe", "fine"))),
                "no such span");
        assertRefused(
                q -> with(q, q.start(), q.answerAt(), q.rowAt(), q.characters(), row(SALT, CONTENT)),
                "not under the root");
        assertRefused(
                q -> with(
                        q,
                        q.start(),
                        q.answerAt(),
                        q.rowAt(),
                        q.characters(),
                        new QuotedRow("2", SALT, CONTENT, q.row().inclusion())),
                "not under the root");
    }

    @Test
    void aSpanThatTheReceiptDoesNotNameIsRefused() {
        assertRefused(q -> with(q, 3, q.answerAt(), q.rowAt(), q.characters(), q.row()), "no such span");
    }

    @Test
    void noneIsLeftOutRatherThanEmpty() {
        Json.JsonObject file = (Json.JsonObject) CanonicalJson.parse(fixture.bytes());
        byte[] empty = CanonicalJson.write(Json.object()
                .putAll(file.members())
                .put("quotations", Json.array(List.of()))
                .build());
        assertThatThrownBy(() -> ReceiptFile.read(empty)).hasMessageContaining("must not be empty");
    }

    private void assertRefused(UnaryOperator<Quotation> change, String why) {
        Check check = check(change);
        assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(check.detail()).contains(why);
    }
}
