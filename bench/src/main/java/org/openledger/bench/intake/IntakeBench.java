package org.openledger.bench.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openledger.app.Configuration;
import org.openledger.client.NodeClient;
import org.openledger.datanet.intake.IntakeReport;
import org.openledger.datanet.privacy.PrivateScan;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.row.Schema;
import org.openledger.model.BaseModel;
import org.openledger.quality.copies.Obfuscations;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure.Target;
import org.openledger.quality.statistics.ResidentMemory;
import org.openledger.retrieval.Retrieval;
import tools.jackson.databind.JsonNode;

/** Measures screening: what of copies it finds, what of honest rows it lets pass, and how fast it is. */
public final class IntakeBench {
    private static final int LOT = 5000;
    private static final String THIEF = "thief";
    /** Whose rows are mixed: a search shows few of one person's. */
    private static final int PEOPLE = 8;

    private static final int ADVISED = 5;
    private static final String BASE = "openledger-toy";

    private final int cases;
    private final long speedRows;
    private final Optional<Path> data;
    private final long seed;
    private final Set<Part> parts;
    private final List<Figure> figures = new ArrayList<>();

    /** What can be measured by itself. */
    public enum Part {
        HIDDEN,
        EDITED,
        HONEST,
        REAL,
        PRIVATE,
        PARAPHRASED,
        SPEED
    }

    /**
     * @param cases of each set
     * @param speedRows that are uploaded for the speed
     * @param data a folder with gsm8k-train.jsonl and tinyshakespeare.txt, where there is one
     */
    public IntakeBench(int cases, long speedRows, Optional<Path> data, long seed, Set<Part> parts) {
        this.parts = Set.copyOf(parts);
        this.cases = cases;
        this.speedRows = speedRows;
        this.data = data;
        this.seed = seed;
    }

    public List<Figure> run() throws IOException {
        try (IntakeDesk desk = new IntakeDesk()) {
            if (parts.contains(Part.HIDDEN)) {
                hidden(desk);
            }
            if (parts.contains(Part.EDITED)) {
                edited(desk);
            }
        }
        if (parts.contains(Part.HONEST)) {
            honest();
        }
        if (parts.contains(Part.REAL)) {
            real();
        }
        if (parts.contains(Part.PRIVATE)) {
            privates();
        }
        if (parts.contains(Part.PARAPHRASED)) {
            paraphrased();
        }
        if (parts.contains(Part.SPEED)) {
            speed();
        }
        return List.copyOf(figures);
    }

    private MadeTexts texts(String of) {
        return new MadeTexts(new Random(seed + of.hashCode()));
    }

    /** Copies that look like the row and are other letters. */
    private void hidden(IntakeDesk desk) throws IOException {
        MadeTexts texts = texts("hidden");
        List<String> misses = new ArrayList<>();
        long copies = 0;
        Map<String, UnaryOperator<String>> ways = Obfuscations.all().entrySet().stream()
                .filter(way -> !Obfuscations.LEAVING_SOME.contains(way.getKey()))
                .filter(way -> way.getKey()
                        .matches(
                                ".*(zero-width|joiner|soft hyphen|selector|accent|tag characters|marks of direction|Hangul fillers|look-alikes|full width"
                                        + "|mathematical|double spaces|no-break|circled).*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (String script : MadeTexts.scripts()) {
            int rows = Math.max(2, cases / MadeTexts.scripts().size());
            List<SortedMap<String, String>> originals = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                originals.add(MadeTexts.row(texts.text(script, 8), texts.text(script, 12)));
            }
            copies += copied(desk, script, originals, ways, misses);
        }
        List<SortedMap<String, String>> code = new ArrayList<>();
        for (int i = 0; i < Math.max(2, cases / 10); i++) {
            code.add(MadeTexts.row("Write the function number " + texts.text("Latin", 4), texts.code()));
        }
        copies += copied(desk, "code", code, ways, misses);
        figures.add(Figure.part(
                "copies with invisibles, look-alikes, selectors, marks: 14 scripts and code, found",
                Target.atLeast(1),
                copies,
                misses));
    }

    private static long copied(
            IntakeDesk desk,
            String of,
            List<SortedMap<String, String>> originals,
            Map<String, UnaryOperator<String>> ways,
            List<String> misses)
            throws IOException {
        long datanet = desk.datanet(Schema.INSTRUCTION);
        desk.give(datanet, "author", originals);
        long copies = 0;
        for (Map.Entry<String, UnaryOperator<String>> way : ways.entrySet()) {
            List<SortedMap<String, String>> changed = originals.stream()
                    .map(row -> MadeTexts.row(
                            way.getValue().apply(value(row, "instruction")),
                            way.getValue().apply(value(row, "response"))))
                    .toList();
            copies += changed.size();
            missed(desk.tried(datanet, THIEF, changed), changed.size())
                    .forEach(line -> misses.add(
                            of + ", " + way.getKey() + ": " + value(changed.get((int) (line - 1)), "response")));
        }
        return copies;
    }

    private static String value(SortedMap<String, String> row, String field) {
        return row.getOrDefault(field, "");
    }

    /** Lines of which nothing is said. */
    private static List<Long> missed(IntakeReport report, int rows) {
        Set<Long> said = said(report);
        List<Long> missed = new ArrayList<>();
        for (long line = 1; line <= rows; line++) {
            if (!said.contains(line)) {
                missed.add(line);
            }
        }
        return missed;
    }

    private static Set<Long> said(IntakeReport report) {
        Set<Long> said = new HashSet<>();
        report.refused().forEach(each -> said.add(each.why().line()));
        report.related().forEach(each -> said.add(each.line()));
        return said;
    }

    private List<SortedMap<String, String>> problems(MadeTexts texts) throws IOException {
        List<SortedMap<String, String>> real = gsm8k();
        List<SortedMap<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            rows.add(real.isEmpty() ? texts.problem() : real.get(i % real.size()));
        }
        return rows;
    }

    private void edited(IntakeDesk desk) throws IOException {
        MadeTexts texts = texts("edited");
        Map<String, Double> parts = Map.of("10 %", 0.1, "20 %", 0.2, "30 %", 0.3);
        Map<String, Double> goals = Map.of("10 %", 0.99, "20 %", 0.95, "30 %", 0.8);
        List<SortedMap<String, String>> originals = problems(texts);
        for (String part : List.of("10 %", "20 %", "30 %")) {
            found(
                    desk,
                    part + " of words replaced, found",
                    goals.getOrDefault(part, 1.0),
                    originals,
                    text -> texts.edited(text, parts.getOrDefault(part, 0.0)));
        }
        found(desk, "every fifth word replaced, found", 0.9, originals, texts::everyFifth);
        List<SortedMap<String, String>> made = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            made.add(texts.problem());
        }
        found(desk, "numbers changed, in one cluster", 0.9, made, texts::otherNumbers);
        Map<String, String> others = new HashMap<>();
        found(desk, "names changed, in one cluster", 0.9, made, text -> texts.otherNames(text, others));
        found(
                desk,
                "numbers and names changed, in one cluster",
                0.9,
                made,
                text -> texts.otherNames(texts.otherNumbers(text), others));
        if (!gsm8k().isEmpty()) {
            found(desk, "numbers changed in GSM8K, in one cluster", 0.9, originals, texts::otherNumbers);
        }
    }

    private void found(
            IntakeDesk desk,
            String name,
            double goal,
            List<SortedMap<String, String>> originals,
            UnaryOperator<String> change)
            throws IOException {
        long datanet = desk.datanet(Schema.INSTRUCTION);
        desk.give(datanet, "author", originals);
        List<SortedMap<String, String>> changed = originals.stream()
                .map(row ->
                        MadeTexts.row(change.apply(value(row, "instruction")), change.apply(value(row, "response"))))
                .toList();
        List<String> misses = missed(desk.tried(datanet, THIEF, changed), changed.size()).stream()
                .map(line -> value(changed.get((int) (line - 1)), "response"))
                .toList();
        figures.add(Figure.part(name, Target.atLeast(goal), changed.size(), misses));
    }

    private void honest() throws IOException {
        HonestCases cases = new HonestCases(texts("honest"));
        pass("questions on one passage", Schema.INSTRUCTION, n -> cases.aboutOnePassage(false));
        pass("questions with a context field", Schema.INSTRUCTION, n -> cases.aboutOnePassage(true));
        pass("classification under one long prompt", Schema.INSTRUCTION, n -> cases.classified());
        pass("calls of one list of functions", Schema.INSTRUCTION, n -> cases.calls());
        pass("chats under one system message", Schema.CHAT, n -> cases.chats());
        pass("minimal pairs", Schema.INSTRUCTION, cases::minimalPair);
        corrections();
    }

    private interface CaseSet {
        List<SortedMap<String, String>> rows(int number);
    }

    /** One contributor gives each set, and then many give one row each: nothing is to be said of any. */
    private void pass(String name, Schema schema, CaseSet set) throws IOException {
        for (boolean many : List.of(false, true)) {
            List<String> misses = new ArrayList<>();
            long rows = 0;
            for (int i = 0; i < Math.max(12, cases / 25); i++) {
                List<SortedMap<String, String>> made = set.rows(i);
                rows += made.size();
                misses.addAll(said(schema, made, many));
            }
            figures.add(Figure.part(
                    name + (many ? ", one each" : ", one contributor") + ", pass", Target.atLeast(0.99), rows, misses));
        }
    }

    private static List<String> said(Schema schema, List<SortedMap<String, String>> rows, boolean many)
            throws IOException {
        List<String> said = new ArrayList<>();
        try (IntakeDesk desk = new IntakeDesk()) {
            long datanet = desk.datanet(schema);
            for (int start = 0; start < rows.size(); start += many ? 1 : rows.size()) {
                List<SortedMap<String, String>> lot = many ? List.of(rows.get(start)) : rows;
                said.addAll(details(desk.tried(datanet, "person " + start, lot)));
                desk.give(datanet, "person " + start, lot);
            }
        }
        return said;
    }

    private static List<String> details(IntakeReport report) {
        Map<Long, String> details = new HashMap<>();
        report.refused()
                .forEach(each -> details.put(
                        each.why().line(),
                        each.why().reason() + ": " + each.why().detail()));
        report.related().forEach(each -> details.put(each.line(), each.reason() + ": " + each.detail()));
        return List.copyOf(details.values());
    }

    /** Corrections that say what they correct, by others and by the author: none is refused, all are said to be some. */
    private void corrections() throws IOException {
        MadeTexts texts = texts("corrections");
        List<String> misses = new ArrayList<>();
        int made = Math.max(4, cases / 25);
        for (int i = 0; i < made; i++) {
            IntakeReport report = corrected(texts, i % 2 == 0 ? "author" : "reader");
            boolean said = report.related().stream()
                    .anyMatch(each -> each.reason().word().equals("correction"));
            if (report.passed() != 1 || !said) {
                misses.addAll(details(report));
            }
        }
        figures.add(Figure.part("corrections, pass and are said to be some", Target.atLeast(1), made, misses));
    }

    private static IntakeReport corrected(MadeTexts texts, String by) throws IOException {
        try (IntakeDesk desk = new IntakeDesk()) {
            long datanet = desk.datanet(Schema.INSTRUCTION);
            SortedMap<String, String> wrong = texts.problem();
            Contribution given = desk.give(datanet, "author", List.of(wrong));
            SortedMap<String, String> right =
                    MadeTexts.row(value(wrong, "instruction"), texts.otherNumbers(value(wrong, "response")));
            right.put("corrects", desk.leaf(given.id()));
            return desk.tried(datanet, by, List.of(right));
        }
    }

    private List<SortedMap<String, String>> gsm8k() throws IOException {
        Optional<Path> file =
                data.map(folder -> folder.resolve("gsm8k-train.jsonl")).filter(Files::exists);
        if (file.isEmpty()) {
            return List.of();
        }
        List<SortedMap<String, String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file.get())) {
            JsonNode row = NodeClient.JSON.readTree(line);
            rows.add(MadeTexts.row(
                    row.path("question").asString(""), row.path("answer").asString("")));
        }
        return rows;
    }

    /** Other people's rows, by many contributors: almost nothing is to be refused or held. */
    private void real() throws IOException {
        List<SortedMap<String, String>> problems = gsm8k();
        if (!problems.isEmpty()) {
            int rows = Math.min(problems.size(), cases * 8);
            real("GSM8K by 24", Schema.INSTRUCTION, problems.subList(0, rows), 24);
        }
        Optional<Path> plays =
                data.map(folder -> folder.resolve("tinyshakespeare.txt")).filter(Files::exists);
        if (plays.isPresent()) {
            List<SortedMap<String, String>> speeches = new ArrayList<>();
            Set<String> distinct = new HashSet<>();
            for (String speech :
                    Files.readString(plays.get(), StandardCharsets.UTF_8).split("\n\n", -1)) {
                int name = speech.indexOf(":\n");
                String said = name < 0 ? "" : speech.substring(name + 2);
                if (!said.isBlank()
                        && distinct.add(said.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", ""))) {
                    speeches.add(MadeTexts.text(said));
                }
            }
            real("Shakespeare by 12", Schema.TEXT, speeches.subList(0, Math.min(speeches.size(), cases * 8)), 12);
        }
    }

    private void real(String name, Schema schema, List<SortedMap<String, String>> rows, int people) throws IOException {
        List<String> misses = new ArrayList<>();
        int lot = (rows.size() + people - 1) / people;
        try (IntakeDesk desk = new IntakeDesk()) {
            long datanet = desk.datanet(schema);
            for (int person = 0; person < people; person++) {
                List<SortedMap<String, String>> own =
                        rows.subList(Math.min(rows.size(), person * lot), Math.min(rows.size(), (person + 1) * lot));
                if (!own.isEmpty()) {
                    misses.addAll(details(desk.tried(datanet, "person " + person, own)));
                    desk.give(datanet, "person " + person, own);
                }
            }
        }
        figures.add(Figure.part(name + ", pass", Target.atLeast(0.995), rows.size(), misses));
    }

    private void privates() {
        PrivateCases cases = new PrivateCases(new Random(seed));
        List<String> misses = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        long hidden = 0;
        long found = 0;
        for (Map.Entry<String, List<java.util.function.Supplier<String>>> kind :
                new java.util.TreeMap<>(cases.hidden()).entrySet()) {
            for (int i = 0; i < Math.max(20, this.cases / 5); i++) {
                String text = cases.any(kind.getValue());
                hidden++;
                Set<String> kinds = PrivateScan.of(text).stream()
                        .map(each -> each.kind().word())
                        .collect(Collectors.toSet());
                found += kinds.size();
                if (!kinds.contains(kind.getKey())) {
                    misses.add(kind.getKey() + ": " + text);
                }
                if (kinds.stream().anyMatch(each -> !each.equals(kind.getKey()))) {
                    wrong.add(kinds + " for " + kind.getKey() + ": " + text);
                }
            }
        }
        for (long i = 0; i < hidden; i++) {
            String text = cases.any(cases.honest());
            long here = PrivateScan.of(text).size();
            found += here;
            if (here > 0) {
                wrong.add(PrivateScan.of(text).getFirst().kind() + ": " + text);
            }
        }
        figures.add(Figure.part("secrets and personal data, recall", Target.atLeast(0.95), hidden, misses));
        figures.add(Figure.part("secrets and personal data, precision", Target.atLeast(0.95), found, wrong));
    }

    /** Rows that say what an earlier one says in other words: is that one among the few that a reviewer is shown? */
    private void paraphrased() throws IOException {
        List<Paraphrases.Pair> pairs = Paraphrases.all();
        List<String> misses = new ArrayList<>();
        try (IntakeDesk desk = new IntakeDesk();
                BaseModel base = BaseModel.load(Configuration.toyBase());
                Retrieval retrieval = desk.retrieval(base)) {
            long datanet = desk.datanet(Schema.TEXT);
            for (int person = 0; person < PEOPLE; person++) {
                int of = person;
                desk.give(
                        datanet,
                        "person " + of,
                        IntStream.range(0, pairs.size())
                                .filter(i -> i % PEOPLE == of)
                                .mapToObj(i -> text(pairs.get(i).one()))
                                .toList());
            }
            desk.publish(datanet);
            for (Paraphrases.Pair pair : pairs) {
                if (!desk.alike(retrieval, datanet, pair.other(), ADVISED).contains(text(pair.one()))) {
                    misses.add(pair.other());
                }
            }
        }
        figures.add(Figure.part(
                "paraphrases among the first " + ADVISED + " advised, base " + BASE,
                Target.atLeast(0.6),
                pairs.size(),
                misses));
    }

    private static SortedMap<String, String> text(String text) {
        return new TreeMap<>(Map.of("text", text));
    }

    /** Durable rows a second of processor time, the first lots and the last ones; then what so many rows take, and their versions. */
    private void speed() throws IOException {
        MadeTexts texts = texts("speed");
        try (IntakeDesk desk = new IntakeDesk()) {
            long datanet = desk.datanet(Schema.INSTRUCTION);
            List<Long> given = new ArrayList<>();
            long done = 0;
            long textBytes = 0;
            double first = 0;
            double last = 0;
            while (done < speedRows) {
                List<SortedMap<String, String>> rows = speedRows(texts, Math.min(LOT, speedRows - done));
                textBytes += rows.stream()
                        .flatMap(row -> row.values().stream())
                        .mapToLong(String::length)
                        .sum();
                double since = CpuClock.seconds();
                long contribution = desk.upload(datanet, "person", rows).id();
                desk.sign(contribution);
                last = rows.size() / (CpuClock.seconds() - since);
                given.add(contribution);
                done += rows.size();
                first = done <= 2L * LOT ? last : first;
            }
            measured("rows a second of processor time, the first 10,000", first, Target.atLeast(5000), 2L * LOT);
            if (done > 2L * LOT) {
                measured("rate at the end as a part of that", last / first, Target.atLeast(0.7), done);
            }
            measured(
                    "database and index as a multiple of the text",
                    (double) desk.bytes() / textBytes,
                    Target.atMost(2),
                    done);
            given.forEach(desk::accept);
            measured(
                    "seconds to publish the first version",
                    seconds(() -> desk.publish(datanet)),
                    Target.atMost(2),
                    done);
            long more = desk.upload(datanet, "person", speedRows(texts, LOT)).id();
            desk.sign(more);
            desk.accept(more);
            measured(
                    "seconds to publish the next version",
                    seconds(() -> desk.publish(datanet)),
                    Target.atMost(2),
                    done);
            measured("most memory resident, GB", ResidentMemory.mostBytes() / 1e9, Target.atMost(2), done);
        }
    }

    private static List<SortedMap<String, String>> speedRows(MadeTexts texts, long count) {
        List<SortedMap<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(MadeTexts.row(texts.text("Latin", 12), texts.text("Latin", 24)));
        }
        return rows;
    }

    private static double seconds(Runnable work) {
        double since = CpuClock.seconds();
        work.run();
        return CpuClock.seconds() - since;
    }

    private void measured(String name, double value, Target goal, long cases) {
        figures.add(new Figure(name, value, Optional.of(goal), cases, List.of()));
    }
}
