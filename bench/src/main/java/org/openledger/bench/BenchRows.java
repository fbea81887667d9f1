package org.openledger.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openledger.cli.spans.TextRows;
import org.openledger.client.NodeClient;
import org.openledger.datanet.screening.Duplicates;
import org.openledger.demo.Demo;
import org.openledger.model.file.FileDigests;
import org.openledger.model.text.Chat;
import org.openledger.quality.fact.ProvenanceTrial;
import org.openledger.store.Refusal;
import org.openledger.train.RowText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Rows by contributor that a measurement is made on.
 *
 * @param name what they are: the demo's, or a file's digest
 */
record BenchRows(SortedMap<String, List<RowText>> rows, String name) {
    private static final String DEMO = "demo";

    /** Each of the demo's contributors counts as this many, one for each part of their rows. */
    private static final int PARTS = 6;

    private static final int MAX_CHARACTERS = 1000;

    /** The demo's rows as screening would leave them. */
    static BenchRows ofDemo() {
        SortedMap<String, List<RowText>> rows = new TreeMap<>();
        List<RowText> others = new ArrayList<>();
        for (String name : Demo.CONTRIBUTORS) {
            List<RowText> own = new ArrayList<>();
            for (String line : lines("/demo/" + name + ".jsonl")) {
                parse(line).filter(row -> !repeats(row, others, own)).ifPresent(own::add);
            }
            others.addAll(own);
            for (int i = 0; i < own.size(); i++) {
                String part = name + "-" + (1 + i * PARTS / own.size());
                rows.computeIfAbsent(part, key -> new ArrayList<>()).add(own.get(i));
            }
        }
        return new BenchRows(rows, DEMO);
    }

    static BenchRows of(Path file) {
        SortedMap<String, List<RowText>> rows = new TreeMap<>();
        try (TextRows lines = new TextRows(file)) {
            for (Optional<TextRows.TextRow> row = lines.next(); row.isPresent(); row = lines.next()) {
                List<String> texts = row.get().texts();
                rows.computeIfAbsent(row.get().contributor(), name -> new ArrayList<>())
                        .add(
                                texts.size() == 1
                                        ? new RowText.Plain(texts.getFirst())
                                        : new RowText.Instruction(texts.getFirst(), texts.getLast()));
            }
        }
        return new BenchRows(rows, FileDigests.ofFile(file));
    }

    /** The rows by who gave them, where each of the demo's contributors counts once. */
    SortedMap<String, List<RowText>> byPerson() {
        if (given()) {
            return rows;
        }
        SortedMap<String, List<RowText>> whole = new TreeMap<>();
        rows.forEach((part, own) -> whole.computeIfAbsent(
                        part.substring(0, part.lastIndexOf('-')), name -> new ArrayList<>())
                .addAll(own));
        return whole;
    }

    /** The demo's rows in the words of somebody who knows them, and wrong; none of rows that were given. */
    List<ProvenanceTrial.Reworded> reworded() {
        return given()
                ? List.of()
                : lines("/rewordings/demo.jsonl").stream()
                        .map(line -> NodeClient.JSON.readValue(line, ProvenanceTrial.Reworded.class))
                        .toList();
    }

    /** Whether somebody named them, rather than the project's own. */
    boolean given() {
        return !name.equals(DEMO);
    }

    /** What screening says of a row after others', and after others of its contributor. */
    static boolean repeats(RowText later, List<RowText> others, List<RowText> own) {
        return Duplicates.repeats(text(later), texts(others), texts(own));
    }

    private static List<String> texts(List<RowText> rows) {
        return rows.stream().map(BenchRows::text).toList();
    }

    private static String text(RowText row) {
        return switch (row) {
            case RowText.Instruction(String instruction, String response) -> instruction + "\n" + response + "\n";
            case RowText.Plain(String text) -> text + "\n";
            case RowText.Turns(Chat chat) ->
                chat.messages().stream()
                        .map(message -> message.content() + "\n")
                        .collect(Collectors.joining());
            case RowText.Preference(String prompt, String chosen, String rejected) ->
                prompt + "\n" + chosen + "\n" + rejected + "\n";
        };
    }

    /** The demo's files have broken and overlong lines too, for screening to refuse. */
    private static Optional<RowText> parse(String line) {
        try {
            JsonNode row = NodeClient.JSON.readTree(line);
            boolean whole =
                    row.path("instruction").isString() && row.path("response").isString();
            return whole && line.length() <= MAX_CHARACTERS
                    ? Optional.of(new RowText.Instruction(
                            row.path("instruction").stringValue(),
                            row.path("response").stringValue()))
                    : Optional.empty();
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    private static List<String> lines(String resource) {
        try (InputStream in = BenchRows.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read the demo's rows: " + e.getMessage(), e);
        }
    }
}
