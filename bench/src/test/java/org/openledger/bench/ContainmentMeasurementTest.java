package org.openledger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.TextUploads;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Rejection;
import org.openledger.quality.fact.GeneratedFacts;
import org.openledger.quality.fact.Statement;
import org.openledger.store.Database;
import org.openledger.train.RowText;

/**
 * What screening refuses of honest rows, and what it finds of repeated ones: with facts and the demo's rows always, with GSM8K and
 * Shakespeare's speeches where {@code -Dopenledger.data=DIR} names a folder with gsm8k-train.jsonl and tinyshakespeare.txt.
 */
@Tag("unit")
final class ContainmentMeasurementTest {
    private static final int ROWS = 1000;
    private static final int LOT = 100;

    @TempDir
    Path folder;

    @Test
    void honestFactsOfOneTemplatePassOneAfterAnother() throws IOException {
        assertThat(refused("facts", facts(Statement::row))).isEmpty();
    }

    @Test
    void honestFactsInOtherWordsPassOneAfterAnother() throws IOException {
        assertThat(refused("facts in other words", facts(Statement::otherWords)))
                .isEmpty();
    }

    @Test
    void theDemosRowsPass() throws IOException {
        assertThat(refused("demo", BenchTexts.demo())).isEmpty();
    }

    @Test
    void atMostOneInAHundredOfGsm8kIsRefused() throws IOException {
        List<String> rows = gsm8k();
        assertThat(refused("GSM8K", rows).size()).isLessThanOrEqualTo(rows.size() / 100);
    }

    @Test
    void atMostOneInAHundredSpeechesIsRefused() throws IOException {
        List<String> rows = speeches();
        assertThat(refused("speeches", rows).size()).isLessThanOrEqualTo(rows.size() / 100);
    }

    @Test
    void repeatedFactsAreFound() throws IOException {
        measure("facts", facts(Statement::row), 1.0, 0.5);
    }

    @Test
    void repeatedProblemsAreFound() throws IOException {
        measure("GSM8K", gsm8k().subList(0, ROWS), 0.99, 0.7);
    }

    /** Two upload them in turn, each lot signed before the next; those refused for what they hold of others. */
    private List<Rejection> refused(String name, List<String> rows) throws IOException {
        List<Rejection> refused = new ArrayList<>();
        try (Database database = Database.open(folder)) {
            TextUploads uploads = new TextUploads(database, folder);
            long time = cpuNanos();
            for (int start = 0; start < rows.size(); start += LOT) {
                List<String> lot = rows.subList(start, Math.min(rows.size(), start + LOT));
                Screening screening = uploads.submit(start / LOT % 2 == 0 ? uploads.ana : uploads.ben, lot);
                uploads.contributions.signCustodial(screening.contribution().id());
                screening.rejected().stream()
                        .filter(rejection -> rejection.reason() == Reason.CONTAINED)
                        .forEach(rejection -> {
                            refused.add(rejection);
                            System.out.println(
                                    "  " + rejection.detail() + "\n    " + lot.get((int) rejection.line() - 1));
                        });
            }
            System.out.printf(
                    "%s: %d of %d honest rows refused, %.2f ms of processor time a row%n",
                    name, refused.size(), rows.size(), (cpuNanos() - time) / 1e6 / rows.size());
            System.out.printf("  shingles: %.1f a row%n", shingles(database) / (double) rows.size());
        }
        return refused;
    }

    private void measure(String name, List<String> rows, double near, double changed) throws IOException {
        Path signed = Files.createDirectories(folder.resolve("signed"));
        try (Database database = Database.open(signed)) {
            TextUploads uploads = new TextUploads(database, signed);
            uploads.signed(uploads.ana, rows);
        }
        Random random = new Random(1);
        List<String> vocabulary =
                rows.stream().flatMap(row -> Arrays.stream(row.split("\\s+"))).toList();
        assertThat(found(name, "a word put in", rows, row -> List.of(putIn(random, row))))
                .isGreaterThanOrEqualTo(near);
        assertThat(found(name, "10 % of words changed", rows, row -> List.of(changed(random, row, vocabulary))))
                .isGreaterThanOrEqualTo(changed);
        assertThat(found(name, "wrapped in 20 % new text", rows, row -> List.of(wrapped(random, row, vocabulary))))
                .isGreaterThanOrEqualTo(0.99);
        assertThat(found(name, "cut in halves", rows, ContainmentMeasurementTest::halves))
                .isGreaterThanOrEqualTo(0.75);
        List<String> pairs = IntStream.range(0, rows.size() / 2)
                .mapToObj(i -> rows.get(2 * i) + " " + rows.get(2 * i + 1))
                .toList();
        assertThat(found(name, "two rows glued", pairs)).isGreaterThanOrEqualTo(0.99);
    }

    private double found(String name, String kind, List<String> rows, Function<String, List<String>> change)
            throws IOException {
        return found(name, kind, rows.stream().map(change).flatMap(List::stream).toList());
    }

    private double found(String name, String kind, List<String> repeated) throws IOException {
        Path own = folder.resolve(kind.replaceAll("\\W", ""));
        copy(folder.resolve("signed"), own);
        try (Database database = Database.open(own)) {
            TextUploads uploads = new TextUploads(database, own);
            List<Rejection> rejected = new ArrayList<>();
            for (int start = 0; start < repeated.size(); start += ROWS) {
                List<String> lot = repeated.subList(start, Math.min(repeated.size(), start + ROWS));
                rejected.addAll(uploads.submit(uploads.ben, lot).rejected());
            }
            long before = rejected.stream()
                    .filter(rejection -> rejection.reason() != Reason.CONTAINED)
                    .count();
            double all = rejected.size() / (double) repeated.size();
            System.out.printf(
                    "%s, %s: found %.1f %%, as near duplicates alone %.1f %%%n",
                    name, kind, 100 * all, 100.0 * before / repeated.size());
            return all;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static String putIn(Random random, String row) {
        List<String> words = new ArrayList<>(List.of(row.split(" ", -1)));
        words.add(random.nextInt(words.size() + 1), "really");
        return String.join(" ", words);
    }

    private static String changed(Random random, String row, List<String> vocabulary) {
        String[] words = row.split(" ", -1);
        Set<Integer> places = new HashSet<>();
        while (places.size() < Math.max(1, words.length / 10)) {
            places.add(random.nextInt(words.length));
        }
        places.forEach(place -> words[place] = any(random, vocabulary));
        return String.join(" ", words);
    }

    private static String wrapped(Random random, String row, List<String> vocabulary) {
        int more = Math.max(1, row.split(" ", -1).length / 10);
        return some(random, vocabulary, more) + " " + row + " " + some(random, vocabulary, more);
    }

    private static List<String> halves(String row) {
        String[] words = row.split(" ", -1);
        int half = words.length / 2;
        return List.of(
                String.join(" ", Arrays.copyOf(words, half)),
                String.join(" ", Arrays.copyOfRange(words, half, words.length)));
    }

    private static String some(Random random, List<String> vocabulary, int count) {
        return String.join(
                " ", Stream.generate(() -> any(random, vocabulary)).limit(count).toList());
    }

    private static String any(Random random, List<String> vocabulary) {
        return vocabulary.get(random.nextInt(vocabulary.size()));
    }

    private static List<String> facts(Function<Statement, RowText> wording) {
        return GeneratedFacts.draw(ROWS, 5).stream()
                .map(wording)
                .map(row -> {
                    RowText.Instruction fact = (RowText.Instruction) row;
                    return fact.instruction() + " " + fact.response();
                })
                .toList();
    }

    private static List<String> gsm8k() throws IOException {
        return Files.readAllLines(data("gsm8k-train.jsonl")).stream()
                .map(line -> BenchTexts.text(line, "question", "answer"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> speeches() throws IOException {
        return Arrays.stream(Files.readString(data("tinyshakespeare.txt")).split("\n\n"))
                .filter(speech -> speech.contains(":\n"))
                .map(speech -> speech.substring(speech.indexOf(":\n") + 2).replace('\n', ' '))
                .filter(speech -> !speech.isBlank())
                .toList();
    }

    private static Path data(String file) {
        String folder = System.getProperty("openledger.data", "");
        String skipped = "skipped: name the folder of " + file + " with -Dopenledger.data=DIR";
        if (folder.isEmpty()) {
            System.out.println(skipped);
        }
        Assumptions.assumeFalse(folder.isEmpty(), skipped);
        return Path.of(folder).resolve(file);
    }

    private static long shingles(Database database) {
        return database.read(handle -> handle.createQuery("SELECT sum(entries) FROM shingle_run")
                .mapTo(Long.class)
                .one());
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
