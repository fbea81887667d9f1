package org.openledger.cli.spans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.cli.Main;
import org.openledger.cli.spans.MatchedQuery.MatchedSpan;
import org.openledger.model.text.BpeTrainer;
import tools.jackson.databind.json.JsonMapper;

/** Both commands as a person runs them, on files. */
@Tag("unit")
final class SpansCommandTest {
    private static final Path TOKENIZER = Path.of("..", "models", "openledger-toy");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ROWS = """
            {"text": "The cabbage lies in the brine — three days at least.", "contributor": "ada"}
            {"instruction": "How long does it lie?", "response": "The cabbage lies in the brine for a week.", "contributor": "bob"}

            {"text": "Nobody said who gave this."}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;

    @BeforeEach
    void captureErrors() {
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseErrors() {
        System.setErr(standardError);
    }

    private int build(String rows) throws Exception {
        Path file = folder.resolve("rows.jsonl");
        Files.writeString(file, rows);
        return build(file, TOKENIZER);
    }

    private int build(Path rows, Path tokenizer) {
        return Main.run(
                "spans", "build", rows.toString(), "--out", index().toString(), "--tokenizer", tokenizer.toString());
    }

    private Path index() {
        return folder.resolve("index");
    }

    private int match(String queries, String... more) throws Exception {
        Path file = folder.resolve("queries.jsonl");
        Files.writeString(file, queries);
        List<String> arguments = new ArrayList<>(List.of(
                "spans",
                "match",
                index().toString(),
                "--queries",
                file.toString(),
                "--out",
                folder.resolve("spans.jsonl").toString(),
                "--tokenizer",
                TOKENIZER.toString()));
        arguments.addAll(List.of(more));
        return Main.run(arguments.toArray(String[]::new));
    }

    private List<String> written() throws Exception {
        return Files.readAllLines(folder.resolve("spans.jsonl"));
    }

    private List<MatchedSpan> spansOfFirst() throws Exception {
        return matched(written().getFirst()).spans();
    }

    private static MatchedQuery matched(String line) {
        return JSON.readValue(line, MatchedQuery.class);
    }

    private String said() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aQuotationIsFoundWithItsPlaceCountAndContributors() throws Exception {
        assertThat(build(ROWS)).isZero();
        String query = "🙂 And then: The cabbage lies in the brine, they say.";
        assertThat(match("{\"text\": \"" + query + "\"}\n{\"text\": \"\"}\n{\"text\": \"a\"}", "--min-tokens", "4"))
                .isZero();
        List<String> lines = written();
        assertThat(lines).hasSize(4);
        MatchedSpan span = spansOfFirst().getFirst();
        assertThat(span.text()).endsWith(" cabbage lies in the brine");
        assertThat(query.substring(span.startChar(), span.startChar() + span.lengthChars()))
                .isEqualTo(span.text());
        assertThat(span.count()).isEqualTo(2);
        assertThat(span.contributors()).containsExactly("ada", "bob");
        assertThat(matched(lines.get(1)).tokens()).isZero();
        assertThat(matched(lines.get(1)).spans()).isEmpty();
        MatchSummary.Totals totals =
                JSON.readValue(lines.getLast(), MatchSummary.class).summary();
        assertThat(totals.queries()).isEqualTo(3);
        assertThat(totals.p50Millis()).isPositive();
        assertThat(totals.p99Millis()).isLessThanOrEqualTo(totals.totalMillis());
    }

    @Test
    void buildingAgainAddsRows() throws Exception {
        assertThat(build(ROWS)).isZero();
        assertThat(build("{\"text\": \"Nobody said who gave this.\", \"contributor\": \"eve\"}"))
                .isZero();
        assertThat(match("{\"text\": \"Nobody said who gave this.\"}")).isZero();
        MatchedSpan span = spansOfFirst().getFirst();
        assertThat(span.count()).isEqualTo(2);
        assertThat(span.contributors()).containsExactly("eve", "unknown");
    }

    @Test
    void aContributorMayBeANumberOrNobody() throws Exception {
        assertThat(build("""
                {"text": "Who gave this has a number.", "contributor": 17}
                {"text": "Who gave this has none.", "contributor": null}
                """)).isZero();
        assertThat(match("{\"text\": \"Who gave this\"}")).isZero();
        assertThat(spansOfFirst().getFirst().contributors()).containsExactly("17", "unknown");
    }

    @Test
    void bothTiersSayTheSameSpans() throws Exception {
        Path rows = folder.resolve("rows.jsonl");
        Files.writeString(rows, ROWS);
        assertThat(build(ROWS)).isZero();
        String query = "{\"text\": \"And then: The cabbage lies in the brine, they say.\"}";
        assertThat(match(query)).isZero();
        List<MatchedSpan> fast = spansOfFirst();
        Files.move(index(), folder.resolve("fast"));
        assertThat(Main.run(
                        "spans",
                        "build",
                        rows.toString(),
                        "--compact",
                        "--out",
                        index().toString(),
                        "--tokenizer",
                        TOKENIZER.toString()))
                .isZero();
        assertThat(match(query)).isZero();
        assertThat(spansOfFirst()).isEqualTo(fast).isNotEmpty();
    }

    @Test
    void aMalformedLineIsNamedAndNothingIsBuilt() throws Exception {
        for (String bad : List.of(
                "{\"text\": ",
                "[1]",
                "{\"text\": 7}",
                "{\"instruction\": \"a\"}",
                "{\"text\": \"a\", \"contributor\": \"\"}",
                "{\"text\": \"a\", \"contributor\": 5.5}")) {
            errors.reset();
            assertThat(build("{\"text\": \"good\"}\n" + bad + "\n")).as(bad).isEqualTo(1);
            assertThat(said()).contains("rows.jsonl, line 2: ").contains("Mend or remove the line");
            assertThat(index().resolve("spans.list")).doesNotExist();
        }
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        assertThat(build(folder.resolve("absent.jsonl"), TOKENIZER)).isEqualTo(1);
        assertThat(said()).contains("absent.jsonl: check the name");
        assertThat(match("{\"text\": \"a\"}")).isEqualTo(1);
        assertThat(said()).contains("there is no folder", "index");
    }

    @Test
    void aDamagedIndexIsRefused() throws Exception {
        assertThat(build(ROWS)).isZero();
        Path shard = index().resolve("shard-00001.spans");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length / 2] ^= 1;
        Files.write(shard, bytes);
        assertThat(match("{\"text\": \"a\"}")).isEqualTo(1);
        assertThat(said()).contains("shard-00001.spans: section").contains("is damaged");
    }

    @Test
    void anIndexOfAnotherTokenizerIsRefused() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        BpeTrainer.train(List.of("cabbage, cabbage"), 300, List.of(), other.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("rows.jsonl"), ROWS);
        assertThat(build(folder.resolve("rows.jsonl"), other)).isZero();
        assertThat(match("{\"text\": \"a\"}")).isEqualTo(1);
        assertThat(said()).contains("is an index of the tokenizer").contains("--tokenizer");
        assertThat(build(ROWS)).isEqualTo(1);
    }
}
