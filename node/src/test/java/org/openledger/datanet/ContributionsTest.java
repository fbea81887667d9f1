package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.file.ReadOptions;
import org.openledger.datanet.intake.FileUpload;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.IntakeReport;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.mapping.Mapping;
import org.openledger.datanet.record.Confirmations;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PolicyRule;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.LineHistory;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Rejection;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.Schema;
import org.openledger.datanet.row.Treatment;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.IdentityException;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Reader;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.identity.Wallets;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.LocalDisk;
import org.openledger.store.MigratedDatabase;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

@Tag("unit")
class ContributionsTest {
    private static final String BREAD = row("What does bread need?", "Flour, water, salt and a starter that is awake.");
    private static final String TEA = row("How long does tea steep?", "Three minutes for black tea, two for green.");
    private static final String MISO = row("What is miso?", "A paste of soybeans, koji and salt, aged for months.");

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final KeptRecord record = new KeptRecord();
    private Database database;
    private Blobs blobs;
    private Accounts accounts;
    private Datanets datanets;
    private Contributions contributions;
    private Versions versions;
    private String owner;
    private String ana;
    private String ben;
    private Datanet datanet;

    Database openDatabase() {
        return MigratedDatabase.open(folder);
    }

    @BeforeEach
    void open() {
        database = openDatabase();
        blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
        accounts = new Accounts(database, MasterKey.openOrCreate(folder), () -> now);
        Wallets wallets = new Wallets(ContractCalls.none());
        datanets = new Datanets(database, blobs, record, () -> now);
        contributions = new Contributions(
                database,
                blobs,
                accounts,
                wallets,
                record,
                IntakeLimits.STANDARD,
                () -> now,
                Versions.STANDARD_SIGNING_TIME);
        versions = new Versions(database, blobs, accounts, wallets, record, () -> now, Versions.STANDARD_SIGNING_TIME);
        owner = accounts.create("Owner").address();
        ana = accounts.create("Ana").address();
        ben = accounts.create("Ben").address();
        datanet = datanets.create(owner, "Kitchen", Schema.INSTRUCTION, "CC-BY-4.0", "Share and name the author.");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void refusedLinesAreCountedBeyondThoseThatAnyListShows() throws IOException {
        int broken = 2 * Screening.MAX_LISTED;
        List<String> lines = new ArrayList<>(Collections.nCopies(broken, "{oops"));
        lines.add(BREAD);
        lines.add(TEA);
        long id = submit(ana, lines.toArray(String[]::new)).contribution().id();
        contributions.signCustodial(id);
        contributions.review(id, owner, Review.acceptExcept(Map.of(broken + 2L, "not about cooking")));

        Contribution contribution = contributions.require(id);
        assertThat(contributions.rejectedLines(contribution)).isEqualTo(broken + 1);
        ListPage<LineHistory> page = new DatanetLists(database).rejected(id, ListRequest.first(10));
        assertThat(page.total()).isEqualTo(broken + 1);
        assertThat(page.list()).extracting(LineHistory::line).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(contribution.rows() + contribution.rejected()).isEqualTo(lines.size());
    }

    @Test
    void whatIsTriedOutIsWhatAnUploadDoesAndLeavesNothing() throws IOException {
        contributions.signCustodial(submit(ben, BREAD).contribution().id());
        String file = """
                frage;antwort;quelle
                How long does tea steep in a glass?;Three minutes for black tea, two for green.;a book
                What is empty?;;a book
                How long does tea steep in a glass?;Three minutes for black tea, two for green.;a copy
                """;
        FileUpload.Asked asked =
                new FileUpload.Asked(ReadOptions.STANDARD, Mapping.parse("instruction=frage,response=antwort"));
        Map<String, Long> before = counts();
        IntakeReport unmapped = contributions.tryOut(datanet.id(), ana, bytes(file), FileUpload.Asked.NOTHING);
        assertThat(unmapped.problem().orElseThrow()).contains("known to be instruction and response");
        assertThat(unmapped.columns()).containsExactly("frage", "antwort", "quelle");
        assertThatThrownBy(() -> submitFile(file)).hasMessageContaining("known to be instruction and response");
        IntakeReport report = contributions.tryOut(datanet.id(), ana, bytes(file), asked);
        assertThat(counts()).isEqualTo(before);
        assertThat(report.kind()).isEqualTo("CSV with semicolons");
        assertThat(report.read()).isEqualTo(3);
        assertThat(report.passed()).isEqualTo(1);
        assertThat(report.samples().getFirst().after()).contains("\"metadata\":{\"quelle\":\"a book\"}");
        assertThat(report.refused())
                .extracting(each -> each.why().line(), each -> each.why().reason())
                .containsExactly(tuple(3L, Reason.WRONG_SCHEMA), tuple(4L, Reason.EXACT_DUPLICATE));
        assertThat(report.refused()).allSatisfy(each -> assertThat(each.text()).contains("\"quelle\""));

        Screening screening = contributions.submit(datanet.id(), ana, bytes(file), asked);
        assertThat(screening.contribution().rows()).isEqualTo(report.passed());
        assertThat(screening.contribution().fileKind()).contains("CSV with semicolons");
        assertThat(screening.contribution().mapping()).contains("instruction=frage,response=antwort");
        assertThat(screening.rejected())
                .extracting(Rejection::line)
                .containsExactlyElementsOf(
                        report.refused().stream().map(each -> each.why().line()).toList());
        contributions.signCustodial(screening.contribution().id());
        contributions.review(screening.contribution().id(), owner, Review.acceptExcept(Map.of()));
        versions.publish(datanet.id());
        Row row = versions.rows(datanet.id(), 1).getLast();
        assertThat(row.whole().metadata()).containsOnlyKeys("quelle");
        assertThat(row.fields()).containsOnlyKeys("instruction", "response");
    }

    private void submitFile(String file) throws IOException {
        contributions.submit(datanet.id(), ana, bytes(file));
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : List.of("contribution", "datanet_row", "shingle_block", "rejected_line")) {
            counts.put(
                    table,
                    database.read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                            .mapTo(Long.class)
                            .one()));
        }
        return counts;
    }

    @Test
    void rowsGoFromUploadToAVersionWhoseRootCoversThem() throws IOException {
        Screening screening = submit(ana, BREAD, TEA, "{oops");
        assertThat(screening.contribution().rows()).isEqualTo(2);
        assertThat(screening.rejected()).extracting(Rejection::reason).containsExactly(Reason.MALFORMED_JSON);
        long id = screening.contribution().id();
        Contribution signed = contributions.signCustodial(id);
        assertThat(signed.state()).isEqualTo(Contribution.State.AWAITING_REVIEW);
        contributions.review(id, owner, Review.acceptExcept(Map.of(2L, "not about cooking")));
        Version version = versions.publish(datanet.id());

        List<Row> rows = versions.rows(datanet.id(), 1);
        assertThat(rows).extracting(Row::line).containsExactly(1L);
        assertThat(rows.getFirst().contributor()).isEqualTo(ana);
        assertThat(rows.getFirst().fields()).containsEntry("instruction", "What does bread need?");
        assertThat(Row.leafOf(rows.getFirst().salt(), rows.getFirst().content()))
                .isEqualTo(rows.getFirst().leaf());
        assertThat(version.root()).isEqualTo(rootOf(rows));
        assertThat(contributions.history(id, 0, 10))
                .extracting(line -> line.line() + " " + line.state() + " "
                        + line.reason().map(Reason::word).orElse("-") + " "
                        + line.firstVersion().orElse(0L))
                .containsExactly("1 ACCEPTED - 1", "2 REJECTED review 0", "3 REJECTED malformed-json 0");
        assertThat(record.entries)
                .containsExactly("datanet " + datanet.id(), "contribution " + id, "version " + datanet.id() + "/1");
    }

    @Test
    void aLaterVersionOnlyAddsAtTheEnd() throws IOException {
        long first = signed(ana, BREAD);
        long second = signed(ben, TEA, MISO);
        contributions.review(second, owner, Review.acceptAll());
        Version one = versions.publish(datanet.id());
        contributions.review(first, owner, Review.acceptAll());
        Version two = versions.publish(datanet.id());
        List<byte[]> leaves = leaves(versions.rows(datanet.id(), 2));
        assertThat(MerkleTree.verifyConsistency(
                        2, Hex.parse(one.root()), 3, Hex.parse(two.root()), MerkleTree.consistency(leaves, 2, 3)))
                .isTrue();
        assertThat(rootOf(versions.rows(datanet.id(), 1))).isEqualTo(one.root());
        assertThatThrownBy(() -> versions.publish(datanet.id())).hasMessageContaining("no accepted row");
    }

    @Test
    void theManifestNamesTermsAndContributions() throws IOException {
        long id = signed(ana, BREAD);
        contributions.review(id, owner, Review.acceptAll());
        Version version = versions.publish(datanet.id());
        Json.JsonObject manifest = (Json.JsonObject) CanonicalJson.parseCanonical(versions.manifest(version));
        assertThat(manifest.members())
                .containsEntry("root", Json.of(version.root()))
                .containsEntry("licence", Json.of("CC-BY-4.0"))
                .containsEntry("termsDigest", Json.of(datanet.termsDigest()))
                .containsEntry(
                        "contributions",
                        Json.strings(
                                List.of(contributions.require(id).recordDigest().orElseThrow())));
        assertThat(datanets.terms(datanet.termsDigest())).isEqualTo("Share and name the author.");
    }

    @Test
    void aRepeatedRowNamesTheOneThatWasSignedFirst() throws IOException {
        signed(ana, BREAD, TEA);
        Screening exact = submit(
                ben, row("  how LONG does tea steep?  ", "Three minutes for <b>black</b> tea, two for\u200b green."));
        assertThat(exact.rejected()).hasSize(1);
        Rejection rejection = exact.rejected().getFirst();
        assertThat(rejection.reason()).isEqualTo(Reason.EXACT_DUPLICATE);
        Row leader = contributions.row(rejection.leader().orElseThrow()).orElseThrow();
        assertThat(leader.contributor()).isEqualTo(ana);
        assertThat(leader.line()).isEqualTo(2);
        assertThat(exact.contribution().state()).isEqualTo(Contribution.State.EMPTY);
        assertThat(exact.typedData()).isEmpty();

        long near = submit(
                        ben, row("How long does tea steep?", "Three minutes for black tea, two for green tea leaves."))
                .contribution()
                .id();
        assertThat(contributions.heldRows(near)).isEqualTo(1);
        LineHistory held = contributions.history(near, 0, 10).getFirst();
        assertThat(held.reason()).contains(Reason.NEAR_DUPLICATE);
        assertThat(held.detail().orElseThrow()).contains("Kitchen").contains("%");
        assertThat(held.leader()).contains(leader.leaf());
    }

    @Test
    void theOwnerSaysWhatBecomesOfWhatIsFoundAndTheLogHasIt() throws IOException {
        signed(ana, TEA);
        String near = row("How long does tea steep?", "Three minutes for black tea, two for green tea leaves.");
        assertThatThrownBy(() -> datanets.rule(datanet.id(), ben, "near-duplicate", Treatment.REFUSE))
                .hasMessageContaining("only the owner");
        assertThatThrownBy(() -> datanets.rule(datanet.id(), owner, "likeness", Treatment.REFUSE))
                .hasMessageContaining("near-duplicate");
        datanets.rule(datanet.id(), owner, "near-duplicate", Treatment.REFUSE);
        assertThat(submit(ben, near).rejected()).extracting(Rejection::reason).containsExactly(Reason.NEAR_DUPLICATE);
        datanets.rule(datanet.id(), owner, "near-duplicate", Treatment.ACCEPT);
        long id = submit(ben, near).contribution().id();
        assertThat(contributions.heldRows(id)).isZero();
        assertThat(contributions.history(id, 0, 10).getFirst().leader()).isPresent();
        assertThat(datanets.rules(datanet.id())).extracting(PolicyRule::setBy).containsExactly(owner, owner);
        assertThat(record.entries).contains("rule " + datanet.id() + "/1", "rule " + datanet.id() + "/2");
    }

    @Test
    void aSquatterGainsNothing() throws IOException {
        Datanet anything = datanets.create(ben, "Anything", Schema.INSTRUCTION, "CC0-1.0", "Free.");
        long squatted = contributions
                .submit(anything.id(), ben, stream(BREAD))
                .contribution()
                .id();
        contributions.signCustodial(squatted);
        assertThat(submit(ana, BREAD).rejected())
                .as("signed elsewhere and never taken")
                .isEmpty();
        contributions.review(squatted, ben, Review.acceptAll());
        long linked = submit(ana, BREAD).contribution().id();
        assertThat(contributions.history(linked, 0, 10).getFirst().reason()).contains(Reason.ELSEWHERE);
        assertThat(contributions.heldRows(linked)).isEqualTo(1);

        long stolen = signed(ben, TEA);
        assertThat(submit(ana, TEA).contribution().rows())
                .as("it waits for its review")
                .isZero();
        contributions.review(stolen, owner, Review.rejectAll("stolen"));
        assertThat(submit(ana, TEA).contribution().rows()).isEqualTo(1);

        signed(ben, MISO);
        now = now.plus(Contributions.PLACE).plusSeconds(1);
        long late = signed(ana, MISO);
        contributions.review(late, owner, Review.acceptAll());
        assertThat(contributions.acceptedRows(late)).isEqualTo(1);
    }

    @Test
    void whatWasTakenMeanwhileIsNotTakenAgain() throws IOException {
        long first = signed(ben, MISO);
        now = now.plus(Contributions.PLACE).plusSeconds(1);
        long second = signed(ana, MISO);
        contributions.review(second, owner, Review.acceptAll());
        contributions.review(first, owner, Review.acceptAll());
        assertThat(contributions.acceptedRows(first)).isZero();
        assertThat(contributions.history(first, 0, 10).getFirst().reason()).contains(Reason.EXACT_DUPLICATE);
        assertThat(contributions.require(first).state()).isEqualTo(Contribution.State.REVIEWED);
    }

    @Test
    void nothingIsAcceptedThatTheOwnerWasNotShownUnlessThatIsSaid() throws IOException {
        long id = signed(ana, BREAD, TEA, MISO);
        Review all = new Review(new TreeSet<>(), new TreeMap<>(), Review.Rest.ACCEPT, "", false);
        assertThatThrownBy(() -> contributions.review(id, owner, all))
                .hasMessageContaining("nobody has looked at 3 of these rows");
        contributions.rows(id, ListRequest.first(2), Optional.empty());
        assertThatThrownBy(() -> contributions.review(id, owner, all)).hasMessageContaining("3 of these rows");
        contributions.rows(id, ListRequest.first(2), Optional.of(owner));
        assertThatThrownBy(() -> contributions.review(id, owner, all)).hasMessageContaining("1 of these rows");
        assertThat(contributions.acceptedRows(id)).isZero();
        Review some = new Review(
                new TreeSet<>(List.of(1L)), new TreeMap<>(Map.of(2L, "no tea")), Review.Rest.WAIT, "", false);
        assertThat(contributions.review(id, owner, some).state()).isEqualTo(Contribution.State.AWAITING_REVIEW);
        Review rest = new Review(new TreeSet<>(), new TreeMap<>(), Review.Rest.ACCEPT, "", true);
        assertThat(contributions.review(id, owner, rest).state()).isEqualTo(Contribution.State.REVIEWED);
        assertThat(contributions.acceptedRows(id)).isEqualTo(2);
        assertThat(contributions.acceptedUnseen(id)).isEqualTo(1);
    }

    @Test
    void aHeldRowIsTakenByNameAlone() throws IOException {
        signed(ana, TEA);
        long id = signed(
                ben, MISO, row("How long does tea steep?", "Three minutes for black tea, two for green tea leaves."));
        contributions.review(id, owner, Review.acceptAll());
        assertThat(contributions.acceptedRows(id)).isEqualTo(1);
        assertThat(contributions.require(id).state()).isEqualTo(Contribution.State.AWAITING_REVIEW);
        Review named = new Review(new TreeSet<>(List.of(2L)), new TreeMap<>(), Review.Rest.WAIT, "", true);
        assertThat(contributions.review(id, owner, named).state()).isEqualTo(Contribution.State.REVIEWED);
        assertThat(contributions.acceptedRows(id)).isEqualTo(2);
    }

    @Test
    void aCorrectionNamesWhatItCorrects() throws IOException {
        String before = "The lighthouse at the western mole is 31 metres high, counted from the sea to the lamp.";
        long first = signed(ana, row("How high is the lighthouse at the western mole?", before));
        String leaf = contributions.history(first, 0, 1).getFirst().leaf().orElseThrow();
        String correction = "{\"instruction\":\"How high is the lighthouse at the western mole?\",\"response\":\""
                + before.replace("31", "37") + "\",\"corrects\":\"" + leaf + "\"}";
        assertThat(submit(ben, correction).rejected().getFirst().detail()).contains("has taken no such row");
        contributions.review(first, owner, Review.acceptAll());
        long id = signed(ben, correction);
        LineHistory line = contributions.history(id, 0, 1).getFirst();
        assertThat(line.reason()).contains(Reason.CORRECTION);
        assertThat(line.leader()).contains(leaf);
        String corrected = line.leaf().orElseThrow();
        assertThat(contributions.row(corrected).orElseThrow().corrects()).contains(leaf);
        versions.publish(datanet.id());
        contributions.review(
                id, owner, new Review(new TreeSet<>(List.of(1L)), new TreeMap<>(), Review.Rest.WAIT, "", true));
        versions.publish(datanet.id());
        assertThat(versions.rows(datanet.id(), 1)).extracting(Row::leaf).containsExactly(leaf);
        assertThat(versions.rows(datanet.id(), 2)).extracting(Row::leaf).containsExactly(corrected);
        String unnamed = row("How high is the lighthouse at the western mole?", before.replace("31", "38"));
        assertThat(contributions
                        .history(submit(ana, unnamed).contribution().id(), 0, 1)
                        .getFirst()
                        .reason())
                .contains(Reason.VARIANT);
    }

    @Test
    void secretsAreRefusedPersonalDataIsHeldAndBothAreRedactedWhereThatIsWanted() throws IOException {
        String secret = row("Which key opens the store?", "It is ghp_0123456789abcdefghijABCDEFGHIJ012345, keep it.");
        String mail = row("Where do I write to?", "To lena.example@example.org, she answers at once.");
        Screening screening = submit(ana, secret, mail, BREAD);
        assertThat(screening.rejected()).extracting(Rejection::reason).containsExactly(Reason.SECRET);
        assertThat(screening.rejected().getFirst().detail())
                .isEqualTo("an access key of GitHub at character 7 of response: give it with --redact, or take it out");
        long id = screening.contribution().id();
        assertThat(contributions.heldRows(id)).isEqualTo(1);
        assertThat(contributions.history(id, 1, 1).getFirst().detail().orElseThrow())
                .contains("a mail address")
                .doesNotContain("lena");
        FileUpload.Asked redacted =
                new FileUpload.Asked(ReadOptions.STANDARD, Map.of(), true, java.util.Optional.empty());
        IntakeReport report = contributions.tryOut(datanet.id(), ana, bytes(secret + "\n" + mail + "\n"), redacted);
        assertThat(report.passed()).isEqualTo(2);
        assertThat(report.held()).isZero();
        assertThat(report.privates()).hasSize(2);
        assertThat(report.samples()).extracting(IntakeReport.Sample::after).allMatch(after -> after.contains("["));
        datanets.rule(datanet.id(), owner, "mail", Treatment.ACCEPT);
        assertThat(contributions.heldRows(submit(ben, mail).contribution().id()))
                .isZero();
    }

    @Test
    void whoSignedFirstLeadsWhoeverUploadedFirst() throws IOException {
        long anas = submit(ana, BREAD, MISO).contribution().id();
        long bens = submit(ben, BREAD, TEA).contribution().id();
        contributions.signCustodial(bens);
        contributions.signCustodial(anas);
        assertThat(contributions.history(anas, 0, 10))
                .extracting(line ->
                        line.state() + " " + line.reason().map(Reason::word).orElse("-"))
                .containsExactly("REJECTED exact-duplicate", "COMMITTED -");
        contributions.review(anas, owner, Review.acceptAll());
        contributions.review(bens, owner, Review.acceptAll());
        versions.publish(datanet.id());
        assertThat(versions.rows(datanet.id(), 1)).extracting(Row::contributor).containsExactly(ben, ben, ana);
    }

    @Test
    void aWalletSignsWhatItWasShown() throws IOException {
        Signer wallet = Signer.of(filled(5));
        Screening screening = submit(wallet.address(), BREAD);
        byte[] digest = screening.typedData().orElseThrow().digest();
        Contribution signed = contributions.sign(screening.contribution().id(), Signature.format(wallet.sign(digest)));
        assertThat(signed.signature()).isPresent();
    }

    @Test
    void foreignAndReplayedSignaturesAreRefused() throws IOException {
        Signer wallet = Signer.of(filled(5));
        long one = submit(wallet.address(), BREAD).contribution().id();
        long two = submit(wallet.address(), TEA).contribution().id();
        String first = Signature.format(wallet.sign(contributions.typedData(one).digest()));
        String foreign = Signature.format(
                Signer.of(filled(6)).sign(contributions.typedData(one).digest()));
        assertThatThrownBy(() -> contributions.sign(one, foreign)).isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> contributions.sign(one, "0x00")).isInstanceOf(IdentityException.class);
        contributions.sign(one, first);
        assertThatThrownBy(() -> contributions.sign(two, first)).isInstanceOf(IdentityException.class);
        assertThatThrownBy(() -> contributions.sign(one, first))
                .isInstanceOfSatisfying(
                        DatanetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
    }

    @Test
    void aSignatureComesInTime() throws IOException {
        long id = submit(ana, BREAD).contribution().id();
        now = now.plus(Duration.ofDays(2));
        assertThatThrownBy(() -> contributions.signCustodial(id)).hasMessageContaining("is over");
        submit(ben, TEA);
        assertThat(contributions.require(id).state()).isEqualTo(Contribution.State.EXPIRED);
        assertThat(contributions.history(id, 0, 10)).isEmpty();
    }

    @Test
    void aContributionIsCommittedWithItsPublicRecordOrNotAtAll() throws IOException {
        long id = submit(ana, BREAD).contribution().id();
        record.failing = true;
        assertThatThrownBy(() -> contributions.signCustodial(id)).isInstanceOf(IllegalStateException.class);
        assertThat(contributions.require(id).state()).isEqualTo(Contribution.State.AWAITING_SIGNATURE);
        record.failing = false;
        assertThat(contributions.signCustodial(id).commitPosition()).contains(1L);
    }

    @Test
    void onlyTheOwnerReviewsAndOnlyOnce() throws IOException {
        long id = signed(ana, BREAD);
        assertThatThrownBy(() -> contributions.review(id, ana, Review.acceptAll()))
                .isInstanceOfSatisfying(
                        DatanetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN));
        assertThatThrownBy(() -> contributions.review(id, owner, Review.acceptExcept(Map.of(7L, "?"))))
                .hasMessageContaining("line 7");
        contributions.review(id, owner, Review.acceptAll());
        assertThatThrownBy(() -> contributions.review(id, owner, Review.acceptAll()))
                .isInstanceOfSatisfying(
                        DatanetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
    }

    @Test
    void anOwnersWalletPublishesADraft() throws IOException {
        Signer wallet = Signer.of(filled(8));
        Datanet own = datanets.create(wallet.address(), "Own", Schema.INSTRUCTION, "MIT", "Terms.");
        long id = contributions
                .submit(own.id(), ana, stream(BREAD))
                .contribution()
                .id();
        contributions.signCustodial(id);
        contributions.review(id, wallet.address(), Review.acceptAll());
        Version draft = versions.draft(own.id());
        assertThat(versions.draft(own.id()).root()).isEqualTo(draft.root());
        byte[] digest =
                draft.typedData(KeptRecord.DOMAIN, datanets.require(own.id())).digest();
        assertThatThrownBy(() -> versions.publish(
                        own.id(), 1, Signature.format(Signer.of(filled(9)).sign(digest))))
                .isInstanceOf(IdentityException.class);
        assertThat(versions.publish(own.id(), 1, Signature.format(wallet.sign(digest)))
                        .state())
                .isEqualTo(Version.State.PUBLISHED);
    }

    @Test
    void whatTheChainRefusesEntersNoVersion() throws IOException {
        long id = signed(ana, BREAD);
        database.write(tx -> Confirmations.contributionRefused(tx, id, "TermsNotInForce"));
        contributions.review(id, owner, Review.acceptAll());
        assertThatThrownBy(() -> versions.publish(datanet.id())).hasMessageContaining("no accepted row");
        assertThat(submit(ana, BREAD).contribution().rows()).isEqualTo(1);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() {
        InputStream broken = new InputStream() {
            private int sent;

            @Override
            public int read() throws IOException {
                if (sent++ > 100_000) {
                    throw new IOException("connection reset");
                }
                byte[] line = (BREAD + "\n").getBytes(StandardCharsets.UTF_8);
                return line[sent % line.length];
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                buffer[offset] = (byte) read();
                return 1;
            }
        };
        assertThatThrownBy(() -> contributions.submit(datanet.id(), ana, broken))
                .hasMessageContaining("reset");
        assertThat(new DatanetLists(database)
                        .given(new Reader(true, "", ""), ListRequest.first(10))
                        .total())
                .isZero();
        assertThat(count("datanet_row") + count("shingle_block") + count("shingle_run") + count("rejected_line"))
                .isZero();
    }

    @Test
    void whatIsUnknownOrInvalidIsRefusedWithAdvice() {
        assertThatThrownBy(() -> contributions.submit(99, ana, stream(BREAD)))
                .isInstanceOfSatisfying(
                        DatanetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN));
        assertThatThrownBy(() -> datanets.create(owner, "X", Schema.TEXT, "cc-by-4.0", "Terms"))
                .hasMessageContaining("did you mean CC-BY-4.0");
        assertThatThrownBy(() -> datanets.create(owner, " ", Schema.TEXT, "MIT", "Terms"))
                .hasMessageContaining("name");
        for (String hidden :
                List.of("\u202Egnp.tac", "a\u200Bb", "\u2067left", "\uDB40\uDC41tag", "soft\u00ADhyphen")) {
            assertThatThrownBy(() -> datanets.create(owner, hidden, Schema.TEXT, "MIT", "Terms"))
                    .hasMessageContaining("nobody sees");
        }
        assertThat(datanets.create(owner, "نان\u200Cها 👩\u200D🍳", Schema.TEXT, "MIT", "Terms")
                        .name())
                .contains("\u200C");
        assertThatThrownBy(() -> datanets.create(owner, "X", Schema.TEXT, "MIT", "\n"))
                .hasMessageContaining("terms");
    }

    private long count(String table) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private long signed(String contributor, String... lines) throws IOException {
        long id = submit(contributor, lines).contribution().id();
        contributions.signCustodial(id);
        return id;
    }

    private Screening submit(String contributor, String... lines) throws IOException {
        return contributions.submit(datanet.id(), contributor, stream(lines));
    }

    private static InputStream stream(String... lines) {
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String row(String instruction, String response) {
        return "{\"instruction\":\"" + instruction + "\",\"response\":\"" + response + "\"}";
    }

    private static String rootOf(List<Row> rows) {
        return Hex.of(MerkleTree.root(leaves(rows)));
    }

    private static List<byte[]> leaves(List<Row> rows) {
        return rows.stream().map(row -> Hex.parse(row.leaf())).toList();
    }

    private static byte[] filled(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
