package org.openledger.datanet.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.Review;
import org.openledger.datanet.TextUploads;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.row.Fingerprint;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Rejection;
import org.openledger.datanet.row.ShingleTable;
import org.openledger.datanet.row.Winnowing;
import org.openledger.datanet.shingle.Filing;
import org.openledger.datanet.shingle.ShingleRuns;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;

/** Rows that stand in earlier ones, in uploads to a real database. */
@Tag("unit")
class ContainmentSearchTest {
    private static final int SIGNED = 200;
    private static final int OFFERED = 300;
    private static final int VOCABULARY = 2000;

    @TempDir
    Path folder;

    private final Random words = new Random(11);
    private Database database;
    private TextUploads uploads;

    Database openDatabase() {
        return MigratedDatabase.open(folder);
    }

    @BeforeEach
    void open() {
        database = openDatabase();
        uploads = new TextUploads(database, folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theReasonSaysHowMuchStandsWhereAndWhatToDo() throws IOException {
        String whole = words(words, 40);
        uploads.signed(uploads.ana, List.of(words(words, 20), whole));
        Rejection piece = only(uploads.submit(uploads.ben, List.of(part(whole, 10, 30) + words(words, 4))));
        assertThat(piece.reason()).isEqualTo(Reason.CONTAINED);
        assertThat(piece.reason().word()).isEqualTo("contained");
        assertThat(piece.detail())
                .isEqualTo("82 % of it stands in row 2 of contribution 1 to Datanet 1 (Words): remove it,"
                        + " or give only what is new");
        assertThat(uploads.contributions
                        .row(piece.leader().orElseThrow())
                        .orElseThrow()
                        .line())
                .isEqualTo(2);
    }

    @Test
    void whatIsChangedByAWordIsSaidToHaveTheSameWords() throws IOException {
        uploads.signed(uploads.ana, List.of("A king rules over Tovadin since the war."));
        assertThat(only(uploads.submit(uploads.ben, List.of("A king rules really over Tovadin since the war.")))
                        .detail())
                .startsWith("57 % of it stands in row 1 of contribution 1")
                .contains("the same order with some put in or left out");
    }

    @Test
    void ofRowsGluedTogetherTheOneWithMostLeads() throws IOException {
        String little = words(words, 15);
        String much = words(words, 25);
        uploads.signed(uploads.ana, List.of(little));
        uploads.signed(uploads.ben, List.of(much));
        Rejection glued = only(uploads.submit(uploads.ana, List.of(little + much)));
        assertThat(glued.detail()).startsWith("all of row 1 of contribution 2 to Datanet 1");
        assertThat(uploads.contributions
                        .row(glued.leader().orElseThrow())
                        .orElseThrow()
                        .contributor())
                .isEqualTo(uploads.ben);
    }

    @Test
    void ofSeveralThatHaveMostOfItTheEarliestLeads() throws IOException {
        String piece = words(words, 20);
        uploads.signed(uploads.ana, List.of(words(words, 60) + part(piece, 0, 16)));
        uploads.signed(uploads.ben, List.of(words(words, 60) + piece));
        assertThat(only(uploads.submit(uploads.ben, List.of(piece))).detail())
                .startsWith("78 % of it stands in row 1 of contribution 1");
    }

    @Test
    void whoSignedFirstLeadsWhoeverUploadedFirst() throws IOException {
        String whole = words(words, 60);
        String fresh = words(words, 30);
        long anas = uploads.submit(uploads.ana, List.of(part(whole, 20, 40), fresh))
                .contribution()
                .id();
        uploads.signed(uploads.ben, List.of(whole));
        uploads.contributions.signCustodial(anas);
        assertThat(states(anas)).containsExactly("REJECTED contained", "COMMITTED -");
    }

    @Test
    void whatWasSignedFirstStandsWhenItsSourceIsSignedLater() throws IOException {
        String whole = words(words, 60);
        long bens = uploads.submit(uploads.ben, List.of(whole)).contribution().id();
        long anas = uploads.signed(uploads.ana, List.of(part(whole, 20, 40)));
        uploads.contributions.signCustodial(bens);
        assertThat(states(anas)).containsExactly("COMMITTED -");
        assertThat(states(bens)).as("most of it is new").containsExactly("COMMITTED -");
    }

    @Test
    void whatWasSignedMeanwhileCountsTogetherWithWhatWasSignedBeforeAndWithEarlierLines() throws IOException {
        String before = words(words, 25);
        String meanwhile = words(words, 25);
        String own = words(words, 25);
        uploads.signed(uploads.ana, List.of(before));
        long bens = uploads.submit(
                        uploads.ben, List.of(own, before + meanwhile, own + meanwhile, words(words, 75) + meanwhile))
                .contribution()
                .id();
        uploads.signed(uploads.ana, List.of(meanwhile));
        uploads.contributions.signCustodial(bens);
        assertThat(states(bens))
                .containsExactly("COMMITTED -", "REJECTED contained", "REJECTED contained", "COMMITTED -");
    }

    @Test
    void piecesAreFoundWithinOneFileToo() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            lines.add(words(words, 30));
        }
        lines.add(part(lines.get(0), 5, 25));
        lines.add(lines.get(1) + lines.get(399));
        assertThat(uploads.submit(uploads.ana, lines).rejected())
                .extracting(rejection -> rejection.line() + " " + rejection.detail())
                .containsExactly(
                        "401 100 % of it stands in line 1 of this upload: remove it, or give only what is new",
                        "402 97 % of it stands in 2 earlier rows, most in line 2 of this upload: remove it, or give only"
                                + " what is new");
    }

    @Test
    void aContributorsRowsMayBeginWithTheSameLongPromptAndNobodyElsesWithIt() throws IOException {
        String prompt = words(words, 16);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(prompt + words(words, 7));
        }
        assertThat(uploads.submit(uploads.ana, rows.subList(0, 299)).rejected()).isEmpty();
        uploads.contributions.signCustodial(1);
        assertThat(uploads.submit(uploads.ana, List.of(rows.get(299))).rejected())
                .isEmpty();
        assertThat(only(uploads.submit(uploads.ben, List.of(rows.get(299)))).reason())
                .isEqualTo(Reason.CONTAINED);
    }

    @Test
    void aRowThatWasNotTakenLeadsNothingAndMakesRoomForOthers() throws IOException {
        String whole = words(words, 60);
        long id = uploads.signed(uploads.ben, List.of(whole));
        assertThat(uploads.submit(uploads.ana, List.of(part(whole, 0, 20))).rejected())
                .hasSize(1);
        assertThat(shingles()).isPositive();
        uploads.contributions.review(id, uploads.ana, Review.rejectAll("too long"));
        assertThat(shingles()).isZero();
        assertThat(uploads.submit(uploads.ana, List.of(part(whole, 0, 20))).rejected())
                .isEmpty();
    }

    @Test
    void whatIsRefusedIsWhatTheDefinitionSays() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> earlier = new ArrayList<>();
        while (earlier.size() < SIGNED) {
            String row = random.nextInt(4) == 0 && !earlier.isEmpty()
                    ? any(random, earlier) + words(random, 20 + random.nextInt(100))
                    : words(random, 4 + random.nextInt(120));
            if (!Duplicates.repeats(row, List.of(), earlier)) {
                earlier.add(row);
            }
        }
        uploads.signed(uploads.ana, earlier);
        List<String> offered = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        TreeSet<Long> expected = new TreeSet<>();
        for (long line = 1; line <= OFFERED; line++) {
            String row = changed(random, !taken.isEmpty() && random.nextInt(4) == 0 ? taken : earlier);
            if (row.isBlank()) {
                row = words(random, 4); // an empty row is refused for being empty
            }
            offered.add(row);
            if (Duplicates.repeats(row, earlier, taken)) {
                expected.add(line);
            } else {
                taken.add(row);
            }
        }
        TreeSet<Long> found = new TreeSet<>();
        uploads.submit(uploads.ben, offered).rejected().forEach(rejection -> found.add(rejection.line()));
        System.out.printf("found %d of %d among %d%n", found.size(), expected.size(), OFFERED);
        TreeSet<Long> missed = new TreeSet<>(expected);
        missed.removeAll(found);
        assertThat(expected).hasSizeBetween(OFFERED / 10, OFFERED * 9 / 10); // both kinds occur, whatever the seed
        assertThat(missed.size()).as("missed %s", missed).isLessThanOrEqualTo(expected.size() / 50);
        if (missed.isEmpty()) {
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void aPhraseOfManyRowsIsKeptForFewAndHidesNothing() throws IOException {
        String phrase = "as everybody in this whole wide country has known for a hundred years or more ";
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(phrase + words(words, 40));
        }
        assertThat(uploads.submit(uploads.ana, rows).rejected()).isEmpty();
        uploads.contributions.signCustodial(1);
        long[] keys = Arrays.stream(Winnowing.kept(Fingerprint.of(rows.get(599))))
                .map(Filing::key)
                .sorted()
                .toArray();
        Map<Long, Long> filed = database.read(handle -> ShingleRuns.find(handle, keys)).stream()
                .collect(Collectors.groupingBy(Filing::key, Collectors.counting()));
        assertThat(Collections.max(filed.values())).isEqualTo(ShingleTable.MAX_ROWS);
        assertThat(uploads.submit(uploads.ben, List.of(phrase + words(words, 40)))
                        .rejected())
                .isEmpty();
        assertThat(only(uploads.submit(uploads.ben, List.of(part(rows.get(599), 10, 40))))
                        .detail())
                .contains("row 600 ");
    }

    @Test
    void rowsMadeOfAsManyPiecesAsFitAreScreenedInBoundedWork() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1600; i++) {
            rows.add(words(words, 60));
        }
        uploads.signed(uploads.ana, rows);
        String eightWordsOfEach = ofEach(rows.subList(0, 600), 8);
        String threeWordsOfEach = ofEach(rows.subList(0, 1600), 3);
        long time = System.nanoTime();
        assertThat(uploads.submit(uploads.ben, List.of(threeWordsOfEach, eightWordsOfEach))
                        .rejected())
                .extracting(rejection -> rejection.line() + " " + rejection.reason())
                .containsExactly("2 CONTAINED");
        assertThat(Duration.ofNanos(System.nanoTime() - time)).isLessThan(Duration.ofSeconds(30));
        assertThat(Winnowing.asked(Fingerprint.of(words(words, 30_000)))).hasSize(4096);
    }

    private static String ofEach(List<String> rows, int count) {
        return rows.stream().map(row -> part(row, 0, count)).reduce("", String::concat);
    }

    @Test
    void rowsOfEarlierVersionsAreFiledAtTheStart() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(words(words, 30));
        }
        uploads.signed(uploads.ana, rows);
        long filed = shingles();
        database.write(tx -> {
            ShingleRuns.clear(tx);
            tx.execute("UPDATE datanet_row SET text_digest = 'of an earlier form'");
            tx.execute("UPDATE row_shingle_backlog SET last_row = (SELECT max(id) FROM datanet_row)");
        });
        TextUploads restarted = new TextUploads(database, folder);
        assertThat(shingles()).isEqualTo(filed);
        assertThat(restarted
                        .contributions
                        .submit(1, restarted.ben, TextUploads.lines(List.of(part(rows.get(599), 5, 25))))
                        .rejected())
                .extracting(Rejection::reason)
                .containsExactly(Reason.CONTAINED);
        assertThat(restarted
                        .contributions
                        .submit(
                                1,
                                restarted.ben,
                                TextUploads.lines(List.of(rows.get(7).toUpperCase(Locale.ROOT))))
                        .rejected())
                .extracting(Rejection::reason)
                .containsExactly(Reason.EXACT_DUPLICATE);
        new TextUploads(database, folder);
        assertThat(shingles()).as("nothing is filed twice").isEqualTo(filed);
    }

    @Test
    void whatIsNeverSignedLeavesNoShingles() throws IOException {
        String row = words(words, 40);
        uploads.submit(uploads.ana, List.of(row));
        assertThat(shingles()).isPositive();
        uploads.now = uploads.now.plus(Duration.ofDays(2));
        assertThat(uploads.submit(uploads.ben, List.of("short")).rejected()).isEmpty();
        assertThat(shingles()).as("a shingle and a pair").isEqualTo(2);
        assertThat(uploads.submit(uploads.ben, List.of(part(row, 0, 20))).rejected())
                .isEmpty();
    }

    private static String changed(Random random, List<String> earlier) {
        String row = any(random, earlier);
        int length = row.strip().split(" ", -1).length;
        return switch (random.nextInt(7)) {
            case 0 -> words(random, 4 + random.nextInt(100));
            case 1 -> {
                int from = random.nextInt(length);
                yield part(row, from, Math.min(length, from + 1 + random.nextInt(length)));
            }
            case 2 -> words(random, random.nextInt(20)) + row + words(random, random.nextInt(40));
            case 3 -> row + any(random, earlier) + words(random, random.nextInt(30));
            case 4 -> part(row, 0, length / 2) + part(any(random, earlier), 2, 40);
            case 5 -> edited(random, row, 3 + random.nextInt(30), "");
            default -> edited(random, row, 3 + random.nextInt(30), "really ");
        };
    }

    /** Every so many words one is put in, or another stands in its place. */
    private static String edited(Random random, String row, int every, String putIn) {
        StringBuilder text = new StringBuilder();
        for (String word : row.strip().split(" ", -1)) {
            boolean here = random.nextInt(every) == 0;
            text.append(here ? putIn : "");
            text.append(here && putIn.isEmpty() ? words(random, 1) : word + " ");
        }
        return text.toString();
    }

    private static String any(Random random, List<String> rows) {
        return rows.get(random.nextInt(rows.size()));
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("w").append(random.nextInt(VOCABULARY)).append(' ');
        }
        return text.toString();
    }

    private static String part(String row, int from, int to) {
        List<String> all = List.of(row.strip().split(" ", -1));
        return String.join(" ", all.subList(Math.min(all.size(), from), Math.min(all.size(), to))) + " ";
    }

    private List<String> states(long contribution) {
        return uploads.contributions.history(contribution, 0, 10).stream()
                .map(line ->
                        line.state() + " " + line.reason().map(Reason::word).orElse("-"))
                .toList();
    }

    private long shingles() {
        return database.read(handle -> handle.createQuery("SELECT coalesce(sum(entries), 0) FROM shingle_run")
                .mapTo(Long.class)
                .one());
    }

    private static Rejection only(Screening screening) {
        assertThat(screening.rejected()).hasSize(1);
        return screening.rejected().getFirst();
    }
}
