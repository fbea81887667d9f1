package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Wallets;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;

/** How well near duplicates are found, on random text with the truth known from comparing every pair. */
final class NearDuplicateTest {
    private static final int ORIGINALS = 600;
    private static final int COPIES = 600;
    private static final int VOCABULARY = 3000;

    @TempDir
    Path folder;

    @Test
    void nearlyAllSimilarRowsAreFoundAndNoOthersAreRefused() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> originals = new ArrayList<>();
        for (int i = 0; i < ORIGINALS; i++) {
            originals.add(words(random, 12 + random.nextInt(60)));
        }
        List<String> copies = new ArrayList<>();
        TreeSet<Long> similar = new TreeSet<>();
        for (int i = 0; i < COPIES; i++) {
            String original = originals.get(i % ORIGINALS);
            String copy = edited(random, original);
            copies.add(copy);
            if (Fingerprint.of(copy + "\n").similarity(Fingerprint.of(original + "\n")) >= Fingerprint.NEAR) {
                similar.add(i + 1L);
            }
        }
        try (Database database = Database.open(folder)) {
            Setup setup = new Setup(database, folder);
            long first = setup.submit(originals).contribution().id();
            setup.contributions.signCustodial(first);
            Screening screening = setup.submit(copies);
            TreeSet<Long> found = new TreeSet<>();
            screening.rejected().forEach(rejection -> found.add(rejection.line()));
            TreeSet<Long> wrong = new TreeSet<>(found);
            wrong.removeAll(similar);
            assertThat(wrong)
                    .as("refused although less similar than the threshold")
                    .isEmpty();
            System.out.printf("recall %d of %d%n", found.size(), similar.size());
            assertThat(similar.size()).isGreaterThan(COPIES / 5);
            assertThat(found.size()).isGreaterThanOrEqualTo(similar.size() * 99 / 100);
        }
    }

    @Test
    void copiesWithinOneFileFollowTheFirst() throws IOException {
        try (Database database = Database.open(folder)) {
            Setup setup = new Setup(database, folder);
            Random random = new Random(7);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 700; i++) {
                lines.add(words(random, 30));
            }
            lines.add(lines.get(0));
            lines.add(lines.get(699));
            lines.add(lines.get(699) + " again");
            Screening screening = setup.submit(lines);
            assertThat(screening.rejected())
                    .extracting(rejection ->
                            rejection.line() + " " + rejection.reason().code())
                    .containsExactly("701 exact-duplicate", "702 exact-duplicate", "703 near-duplicate");
            assertThat(screening.rejected())
                    .extracting(Screening.Rejection::detail)
                    .allMatch(detail -> detail.contains("of this upload"));
        }
    }

    @Test
    void scriptsWithoutSpacesAreComparedByCharacter() {
        Fingerprint one = Fingerprint.of("発酵した大豆と麹と塩で味噌を作ります");
        Fingerprint two = Fingerprint.of("発酵した大豆と麹と塩で味噌を作りました");
        Fingerprint other = Fingerprint.of("紅茶は三分間、緑茶は二分間蒸らします");
        assertThat(one.similarity(two)).isGreaterThan(0.7);
        assertThat(one.similarity(other)).isLessThan(0.1);
    }

    @Test
    void textWithoutWordsIsLikeItselfOnly() {
        assertThat(Fingerprint.of("+++").similarity(Fingerprint.of("---"))).isZero();
        assertThat(Fingerprint.of("Ａ　b").textDigest())
                .isEqualTo(Fingerprint.of("a B").textDigest());
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append("w").append(random.nextInt(VOCABULARY));
        }
        return text.toString();
    }

    /** Changes up to a tenth of the words: some copies end above the threshold, some below. */
    private static String edited(Random random, String text) {
        String[] words = text.split(" ");
        int edits = 1 + random.nextInt(Math.max(1, words.length / 10));
        for (int i = 0; i < edits; i++) {
            words[random.nextInt(words.length)] = "x" + random.nextInt(VOCABULARY);
        }
        return String.join(" ", words);
    }

    /** A Datanet of plain text and one contributor. */
    private static final class Setup {
        private final Contributions contributions;
        private final String contributor;
        private final long datanet;

        Setup(Database database, Path folder) {
            Accounts accounts = new Accounts(database, MasterKey.openOrCreate(folder), InstantSource.system());
            Blobs blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
            KeptRecord record = new KeptRecord();
            contributor = accounts.create("Ana").address();
            datanet = new Datanets(database, blobs, record, InstantSource.system())
                    .create(contributor, "Words", Schema.TEXT, "CC0-1.0", "Free.")
                    .id();
            contributions = new Contributions(
                    database,
                    blobs,
                    accounts,
                    new Wallets(ContractCalls.none()),
                    record,
                    IntakeLimits.STANDARD,
                    InstantSource.system());
        }

        Screening submit(List<String> lines) throws IOException {
            StringBuilder body = new StringBuilder();
            lines.forEach(line -> body.append("{\"text\":\"").append(line).append("\"}\n"));
            InputStream in = new ByteArrayInputStream(body.toString().getBytes(StandardCharsets.UTF_8));
            long started = System.nanoTime();
            Screening screening = contributions.submit(datanet, contributor, in);
            System.out.printf("%.0f rows/s%n", lines.size() * 1e9 / (System.nanoTime() - started));
            return screening;
        }
    }
}
