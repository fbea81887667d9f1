package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Receipt.Ancestor;
import org.openledger.verify.Receipt.Licensed;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Verifier.Options;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.VerifyException;

/** Receipts that say under which licences data were used, and what the model owes to those it was built on. */
@Tag("unit")
final class LineageReceiptTest {
    private static final Path PAGES_FILE = Path.of("../web/src/proof/lineage.json");
    private static final String FIRST = "0x" + "f1".repeat(20);
    private static final String SECOND = "0x" + "f2".repeat(20);

    private final ReceiptFileFixture fixture = ReceiptFileFixture.inTheForm(7, LineageReceiptTest::licensed);

    /** The fixture's receipt, of a model of a model of a model. */
    private static Receipt licensed(Receipt plain) {
        List<Ancestor> ancestors = List.of(new Ancestor("1", FIRST, 500), new Ancestor("2", SECOND, 1_000));
        Receipt.Model from = plain.model();
        Receipt.Model model = new Receipt.Model(
                from.name(),
                from.token(),
                from.baseDigest(),
                from.adapterDigest(),
                from.tokenizerDigest(),
                from.run(),
                from.versions().stream()
                        .map(each -> new Receipt.Version(
                                each.datanet(), each.number(), each.root(), Optional.of(licence(each.datanet()))))
                        .toList(),
                ancestors);
        Optional<Receipt.Retrieval> retrieval =
                plain.retrieval().map(trail -> trail.licensed(each -> licence(each.datanet())));
        Payments.Payees payees = new Payments.Payees(
                plain.operator(),
                paid(plain, Role.BASE),
                paid(plain, Role.DEVELOPER),
                Payments.commons(model, retrieval),
                ancestors);
        Receipt whole = new Receipt(
                plain.id(),
                plain.timeMillis(),
                plain.operator(),
                plain.payer(),
                plain.chain(),
                plain.log(),
                model,
                plain.request(),
                plain.answer(),
                plain.attribution(),
                retrieval,
                plain.fee(),
                Payments.split(plain.fee(), payees, plain.attribution()));
        return CommittedEvidence.commit(
                ReceiptFileFixture.ofOtherSeeds(ReceiptFileFixture.supported(whole), 0), ReceiptFileFixture.SALT);
    }

    private static Licensed licence(String datanet) {
        return new Licensed(
                datanet.equals("2") ? "CC0-1.0" : "CC-BY-4.0", ReceiptFileFixture.digestOf("terms " + datanet));
    }

    private static String paid(Receipt receipt, Role role) {
        return receipt.payments().stream()
                .filter(payment -> payment.role() == role)
                .map(Payment::account)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachLevelIsPaidToTheGweiAndTheJarAcceptsIt() throws IOException {
        byte[] file = fixture.bytes();
        List<Check> checks = Verifier.check(file, Options.none());
        assertThat(Verifier.accepted(checks)).as(checks.toString()).isTrue();
        // 20 % of 1,000,003 gwei by largest remainder is 200,001: 5 %, 10 % and the rest of it
        assertThat(fixture.receipt.payments())
                .contains(new Payment(FIRST, Role.ROYALTY, 10_000), new Payment(SECOND, Role.ROYALTY, 20_000));
        long developers = fixture.receipt.payments().stream()
                .filter(payment -> payment.role() == Role.DEVELOPER)
                .mapToLong(Payment::gwei)
                .sum();
        assertThat(developers + 30_000).isBetween(200_000L, 200_001L);
        if (Boolean.getBoolean("openledger.write")) {
            Files.write(PAGES_FILE, file);
        }
        assertThat(Verifier.accepted(Verifier.check(Files.readAllBytes(PAGES_FILE), Options.none())))
                .isTrue();
    }

    @Test
    void whatAReceiptSaysOfLicencesAndLineageIsReadAsItIsWritten() {
        assertThat(Receipt.fromJson(fixture.receipt.toJson()).canonicalBytes())
                .isEqualTo(fixture.receipt.canonicalBytes());
        assertThat(fixture.receipt.schema()).isEqualTo(Receipt.UNCARRIED_SCHEMA);
        String text = text();
        refuse(text.replaceFirst(",\"termsDigest\":\"[0-9a-f]{64}\"", ""), "termsDigest");
        refuse(text.replace("\"ancestors\":[{", "\"ancestors\":[{\"more\":1,"), "more");
        refuse(text.replaceFirst("\"ancestors\":\\[[^\\]]*\\]", "\"ancestors\":[]"), "must not be empty");
    }

    /** Version 12 of Datanet 1 was learnt from and searched: its licence stands there twice, and is one. */
    @Test
    void aChangedLicenceIsRefusedByName() {
        String changed = text().replaceFirst("\"CC-BY-4.0\"", "\"CC-BY-SA-4.0\"");
        refuse(changed, "version 12 of Datanet 1 has another licence or other terms");
        // where it stands once, the operator's signature is over another text
        String once = fixtureText().replace("CC0-1.0", "CC-BY-4.0");
        List<Check> checks = Verifier.check(once.getBytes(StandardCharsets.UTF_8), Options.none());
        assertThat(checks.toString()).contains("signature");
        assertThat(Verifier.accepted(checks)).isFalse();
    }

    /** An operator that keeps a level's part signs it and all; the payments are not those that the lineage gives. */
    @Test
    void anOperatorThatKeepsARoyaltyIsFound() {
        Receipt honest = fixture.receipt;
        List<Payment> kept = honest.payments().stream()
                .map(payment -> payment.account().equals(FIRST) && payment.role() == Role.ROYALTY
                        ? new Payment(honest.operator(), Role.ROYALTY, payment.gwei())
                        : payment)
                .sorted(Payment.ORDER)
                .toList();
        Receipt forged = new Receipt(
                honest.id(),
                honest.timeMillis(),
                honest.operator(),
                honest.payer(),
                honest.chain(),
                honest.log(),
                honest.model(),
                honest.request(),
                honest.answer(),
                honest.attribution(),
                honest.retrieval(),
                honest.fee(),
                kept,
                honest.evidence(),
                honest.upstream(),
                honest.withheld());
        assertThatThrownBy(() -> Sums.check(forged))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("the shares and the split give");
    }

    private String text() {
        return new String(fixture.receipt.canonicalBytes(), StandardCharsets.UTF_8);
    }

    private String fixtureText() {
        return new String(fixture.bytes(), StandardCharsets.UTF_8);
    }

    private static void refuse(String receipt, String why) {
        assertThatThrownBy(() -> Receipt.fromJson(CanonicalJson.parse(receipt.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining(why);
    }
}
