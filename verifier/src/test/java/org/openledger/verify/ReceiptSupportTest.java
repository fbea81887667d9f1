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
import org.openledger.verify.Verifier.Options;
import org.openledger.verify.bytes.CanonicalJson;

/** What a receipt says of support, and what an operator can make of it. */
@Tag("unit")
final class ReceiptSupportTest {
    private static final Path PAGES_FILE = Path.of("../web/src/proof/carried.json");
    private static final long SEED = 20_261_130;

    private final Receipt receipt = ReceiptFileFixture.ofTokens(SEED).receipt;

    @Test
    void aReceiptOfBeforeSupportKeepsItsBytesAndItsSums() {
        Receipt older = ReceiptFileFixture.unsupported(SEED).receipt;
        assertThat(older.schema()).isEqualTo(Receipt.UNSUPPORTED_SCHEMA);
        assertThat(text(older)).doesNotContain("supportPpm", "shapedPpm");
        assertThat(Receipt.fromJson(CanonicalJson.parse(older.canonicalBytes())).canonicalBytes())
                .isEqualTo(older.canonicalBytes());
        Sums.check(older);
    }

    @Test
    void theSupportOfEachShareIsReadAsItIsWritten() {
        assertThat(receipt.schema()).isEqualTo(Receipt.TOKENS_SCHEMA);
        Receipt read = Receipt.fromJson(CanonicalJson.parse(receipt.canonicalBytes()));
        assertThat(read.canonicalBytes()).isEqualTo(receipt.canonicalBytes());
        assertThat(read.attribution().shares())
                .extracting(Receipt.Share::support)
                .isEqualTo(receipt.attribution().shares().stream()
                        .map(Receipt.Share::support)
                        .toList());
        Sums.check(receipt);
    }

    @Test
    void creditBeyondWhatIsSupportedIsRefused() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            List<Receipt.Share> shares = new ArrayList<>(receipt.attribution().shares());
            Receipt.Share share = shares.get(random.nextInt(2));
            Receipt.Support said = share.support().orElseThrow();
            Receipt.Support other = random.nextBoolean()
                    ? new Receipt.Support(said.shapedPpm(), random.nextInt(1_000_001))
                    : new Receipt.Support(random.nextInt(1_000_001), said.ppm());
            if (other.creditPpm() == share.ppm()) {
                continue;
            }
            shares.set(shares.indexOf(share), share.with(Optional.of(other)));
            Receipt forged = receipt.with(shares, receipt.retrieval(), receipt.evidence());
            assertThatThrownBy(() -> Sums.check(forged)).hasMessageContaining("times its support");
        }
    }

    @Test
    void aReceiptSaysTheSupportOfAllSharesOrOfNone() {
        String text = text(receipt);
        for (String wrong : List.of(
                text.replace(Receipt.TOKENS_SCHEMA, Receipt.UNSUPPORTED_SCHEMA),
                text.replaceFirst(",\"supportPpm\":[0-9]+", ""),
                text.replaceFirst("\"supportPpm\":[0-9]+", "\"supportPpm\":1000001"))) {
            assertThatThrownBy(() -> Receipt.fromJson(CanonicalJson.parse(wrong.getBytes(StandardCharsets.UTF_8))))
                    .hasMessageContaining("receipt");
        }
        List<Receipt.Share> shares = new ArrayList<>(receipt.attribution().shares());
        shares.set(0, shares.get(0).with(Optional.empty()));
        assertThatThrownBy(() -> receipt.with(shares, receipt.retrieval(), receipt.evidence()))
                .hasMessageContaining("some shares say their support");
    }

    /** The page's own tests read the file of this one. */
    @Test
    void whatRowsCarryIsReadAsItIsWrittenAndSupportFollowsIt() throws IOException {
        ReceiptFileFixture fixture = ReceiptFileFixture.inTheForm(
                SEED,
                plain -> CommittedEvidence.commit(
                        ReceiptFileFixture.carrying(
                                ReceiptFileFixture.ofOtherSeeds(ReceiptFileFixture.supported(plain), 0)),
                        ReceiptFileFixture.SALT));
        Receipt carrying = fixture.receipt;
        assertThat(carrying.schema()).isEqualTo(Receipt.ONE_FACTOR_SCHEMA);
        Receipt read = Receipt.fromJson(CanonicalJson.parse(carrying.canonicalBytes()));
        assertThat(read.canonicalBytes()).isEqualTo(carrying.canonicalBytes());
        assertThat(read.attribution().shares())
                .extracting(share -> share.support().orElseThrow().carriedPpm().orElseThrow())
                .containsExactly(900_000, 700_000, 500_000);
        Sums.check(carrying);
        if (Boolean.getBoolean("openledger.write")) {
            Files.write(PAGES_FILE, fixture.bytes());
        }
        assertThat(Verifier.accepted(Verifier.check(Files.readAllBytes(PAGES_FILE), Options.none())))
                .isTrue();

        List<Receipt.Share> shares = new ArrayList<>(carrying.attribution().shares());
        Receipt.Share last = shares.get(2);
        shares.set(2, last.with(Optional.of(new Receipt.Support(0, 0, Optional.of(950_000)))));
        Receipt forged = carrying.with(shares, carrying.retrieval(), carrying.evidence());
        assertThatThrownBy(() -> Sums.check(forged)).hasMessageContaining("whose rows carry less of the answer");
        shares.set(2, last.with(Optional.of(new Receipt.Support(0, 0))));
        assertThatThrownBy(() -> carrying.with(shares, carrying.retrieval(), carrying.evidence()))
                .hasMessageContaining("some shares say what their rows carry");
        assertThatThrownBy(() -> new Receipt.Support(0, 0, Optional.of(905_000)))
                .hasMessageContaining("whole percents");
        String text = text(carrying);
        for (String wrong : List.of(
                text.replace(Receipt.ONE_FACTOR_SCHEMA, Receipt.UNCARRIED_SCHEMA),
                text.replaceFirst("\"carriedPpm\":900000,", ""),
                text.replaceFirst("\"carriedPpm\":900000", "\"carriedPpm\":1010000"))) {
            assertThat(wrong).isNotEqualTo(text);
            assertThatThrownBy(() -> Receipt.fromJson(CanonicalJson.parse(wrong.getBytes(StandardCharsets.UTF_8))))
                    .hasMessageContaining("carriedPpm");
        }
    }

    @Test
    void anAnswerThatNoRowSupportsHarmsNobody() {
        Receipt.Share helper = share(1, 900_000_000, 800_000_000);
        Receipt.Share harmed = share(2, -900_000_000, -800_000_000);
        AuditedAnswer supported = audited(helper, harmed, 1_000_000);
        AuditedAnswer half = audited(helper, harmed, 500_000);
        assertThat(supported.shares()).hasSize(2);
        assertThat(harm(half)).isEqualTo(harm(supported) / 2);
        assertThat(audited(helper, harmed, 0)).isEqualTo(AuditedAnswer.NOTHING);
    }

    private static long harm(AuditedAnswer answer) {
        return answer.shares().stream().mapToLong(AuditedShare::harmGwei).sum();
    }

    private static Receipt.Share share(int number, long effect, long other) {
        return new Receipt.Share(
                "0x%040x".formatted(number),
                0,
                effect,
                Math.min(effect, other),
                Math.max(effect, other),
                List.of(),
                List.of());
    }

    /** An answer whose credit is the helper's, as far as its rows support it. */
    private static AuditedAnswer audited(Receipt.Share helper, Receipt.Share harmed, int supportPpm) {
        Receipt.Support support = new Receipt.Support(1_000_000, supportPpm);
        Receipt.Share credited = new Receipt.Share(
                helper.contributor(),
                support.creditPpm(),
                Optional.of(support),
                helper.effectNanonats(),
                helper.lowNanonats(),
                helper.highNanonats(),
                List.of(),
                List.of());
        Receipt.Attribution attribution = new Receipt.Attribution(
                Receipt.Attribution.METHOD,
                "0.1.0",
                Receipt.Readiness.BEFORE_ANSWER,
                "0".repeat(64),
                "0".repeat(64),
                0,
                0,
                List.of(credited, harmed.with(Optional.of(new Receipt.Support(0, 1_000_000)))),
                0,
                1_000_000 - support.creditPpm(),
                0,
                0);
        Receipt.Fee fee =
                new Receipt.Fee(1_000_000, new Receipt.SplitBps(0, 0, 0, 0, 0, 10_000), Receipt.PayRule.LOWER_BOUND);
        String nobody = "0x" + "f".repeat(40);
        return AuditedAnswer.of(
                List.of("1"),
                Optional.empty(),
                attribution,
                Payments.split(fee, new Payments.Payees(nobody, nobody, nobody, List.of("1")), attribution));
    }

    private static String text(Receipt receipt) {
        return new String(receipt.canonicalBytes(), StandardCharsets.UTF_8);
    }
}
