package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.AuditedAnswer.Measurement;
import org.openledger.verify.bytes.CanonicalJson;

/** What a receipt says of runs with other seeds, and what its epoch's audit makes of that. */
@Tag("unit")
final class OtherSeedsTest {
    private static final long SEED = 20_261_129;

    private final Receipt receipt = ReceiptFileFixture.committing(SEED).receipt;

    @Test
    void whatIsSaidOfOtherSeedsIsReadAsItIsWritten() {
        assertThat(receipt.schema()).isEqualTo(Receipt.UNCARRIED_SCHEMA);
        Receipt read = Receipt.fromJson(CanonicalJson.parse(receipt.canonicalBytes()));
        assertThat(read.canonicalBytes()).isEqualTo(receipt.canonicalBytes());
        assertThat(read.attribution().otherSeeds())
                .isEqualTo(receipt.attribution().otherSeeds())
                .isPresent();
        Sums.check(receipt);
    }

    @Test
    void aReceiptOfBeforeKeepsItsBytesAndItsAudit() {
        Receipt older = ReceiptFileFixture.ofTokens(SEED).receipt;
        assertThat(older.schema()).isEqualTo(Receipt.TOKENS_SCHEMA);
        assertThat(text(older)).doesNotContain("otherSeeds");
        assertThat(Receipt.fromJson(CanonicalJson.parse(older.canonicalBytes())).canonicalBytes())
                .isEqualTo(older.canonicalBytes());
        assertThat(AuditedAnswer.of(older).measurement()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        String text = text(receipt);
        for (String wrong : List.of(
                text.replace(Receipt.UNCARRIED_SCHEMA, Receipt.TOKENS_SCHEMA),
                text.replaceFirst("\"commonPpm\":0", "\"commonPpm\":1000001"),
                text.replaceFirst("\"factorPpm\":1500000", "\"factorPpm\":-1"),
                text.replaceFirst("\"foreseen\":\\[\"[^\"]*\"", "\"foreseen\":[\"0x" + "9".repeat(40) + "\""),
                text.replaceFirst(",\"otherSeeds\":\\{[^}]*}", ""))) {
            assertThat(wrong).isNotEqualTo(text);
            assertThatThrownBy(() -> Receipt.fromJson(CanonicalJson.parse(wrong.getBytes(StandardCharsets.UTF_8))))
                    .hasMessageContaining("receipt");
        }
    }

    @Test
    void theFactorOfWhoLeadsIsReadAsItIsWrittenAndStandsInNoOlderReceipt() {
        Receipt led = ReceiptFileFixture.inTheForm(
                        SEED,
                        plain -> CommittedEvidence.commit(
                                ReceiptFileFixture.led(
                                        ReceiptFileFixture.carrying(ReceiptFileFixture.ofOtherSeeds(
                                                ReceiptFileFixture.supported(plain), 0)),
                                        740_000),
                                ReceiptFileFixture.SALT))
                .receipt;
        assertThat(led.schema()).isEqualTo(Receipt.SCHEMA);
        Receipt read = Receipt.fromJson(CanonicalJson.parse(led.canonicalBytes()));
        assertThat(read.canonicalBytes()).isEqualTo(led.canonicalBytes());
        assertThat(read.attribution().otherSeeds().orElseThrow().leadFactorPpm())
                .contains(740_000);
        Sums.check(led);
        String text = text(led);
        for (String wrong : List.of(
                text.replace(Receipt.SCHEMA, Receipt.ONE_FACTOR_SCHEMA),
                text.replaceFirst(",\"leadFactorPpm\":740000", ""),
                text.replaceFirst("\"leadFactorPpm\":740000", "\"leadFactorPpm\":-1"),
                text.replaceFirst("\"leadFactorPpm\":740000", "\"leadFactorPpm\":null"))) {
            assertThat(wrong).isNotEqualTo(text);
            assertThatThrownBy(() -> Receipt.fromJson(CanonicalJson.parse(wrong.getBytes(StandardCharsets.UTF_8))))
                    .hasMessageContaining("leadFactorPpm");
        }
        assertThatThrownBy(() -> ReceiptFileFixture.led(receipt, 740_000)).hasMessageContaining("what rows carry");
    }

    @Test
    void theSameMeasurementIsToldByItsNumbersWhateverTheAnswerCosts() {
        Measurement one = AuditedAnswer.of(receipt).measurement().orElseThrow();
        assertThat(one.run()).isEqualTo(receipt.attribution().influenceDigest());
        Receipt again = ReceiptFileFixture.committing(SEED).receipt;
        assertThat(AuditedAnswer.of(again).measurement()).contains(one);
        List<Receipt.Share> shares = receipt.attribution().shares().stream()
                .map(share -> new Receipt.Share(
                        share.contributor(),
                        share.ppm(),
                        share.support(),
                        share.effectNanonats() + 1,
                        share.lowNanonats(),
                        share.highNanonats(),
                        share.rows(),
                        share.spans()))
                .toList();
        Receipt other = receipt.with(shares, receipt.retrieval(), receipt.evidence());
        assertThat(AuditedAnswer.of(other).measurement()).isPresent().isNotEqualTo(Optional.of(one));
    }

    private static String text(Receipt receipt) {
        return new String(receipt.canonicalBytes(), StandardCharsets.UTF_8);
    }
}
