package org.openledger.datanet.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.TextUploads;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.row.Fingerprint;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Rejection;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;

/** How well near duplicates are found, on random text with the truth known from comparing every pair. */
@Tag("unit")
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
            Fingerprint one = Fingerprint.of(copy);
            Fingerprint other = Fingerprint.of(original);
            double inOrder = Alignment.common(one.words(), other.words())
                    / (double) Math.max(one.words().length, other.words().length);
            if (one.similarity(other) >= Fingerprint.NEAR || inOrder >= Containment.ENOUGH_OF_OWN) {
                similar.add(i + 1L);
            }
        }
        try (Database database = MigratedDatabase.open(folder)) {
            TextUploads uploads = new TextUploads(database, folder);
            uploads.signed(uploads.ana, originals);
            Screening screening = uploads.submit(uploads.ana, copies);
            TreeSet<Long> found = new TreeSet<>();
            screening.rejected().stream()
                    .filter(rejection -> rejection.reason() != Reason.CONTAINED)
                    .forEach(rejection -> found.add(rejection.line()));
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
        try (Database database = MigratedDatabase.open(folder)) {
            TextUploads uploads = new TextUploads(database, folder);
            Random random = new Random(7);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 700; i++) {
                lines.add(words(random, 30));
            }
            lines.add(lines.get(0));
            lines.add(lines.get(699));
            lines.add(lines.get(699) + " again");
            Screening screening = uploads.submit(uploads.ana, lines);
            assertThat(screening.rejected())
                    .extracting(rejection ->
                            rejection.line() + " " + rejection.reason().word())
                    .containsExactly("701 exact-duplicate", "702 exact-duplicate", "703 near-duplicate");
            assertThat(screening.rejected())
                    .extracting(Rejection::detail)
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
            text.append(i == 0 ? "" : " ").append(word(random, 'w'));
        }
        return text.toString();
    }

    /** Changes up to a tenth of the words: some copies end above the threshold, some below. */
    private static String edited(Random random, String text) {
        String[] words = text.split(" ");
        int edits = 1 + random.nextInt(Math.max(1, words.length / 10));
        for (int i = 0; i < edits; i++) {
            words[random.nextInt(words.length)] = word(random, 'x');
        }
        return String.join(" ", words);
    }

    /** Without digits: other numbers make another row. */
    private static String word(Random random, char first) {
        int number = random.nextInt(VOCABULARY);
        return "" + first + (char) ('a' + number / 400) + (char) ('a' + number / 20 % 20) + (char) ('a' + number % 20);
    }
}
