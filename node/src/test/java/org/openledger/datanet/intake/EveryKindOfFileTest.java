package org.openledger.datanet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.file.Read;
import org.openledger.datanet.file.ReadOptions;
import org.openledger.datanet.file.RecordReader;
import org.openledger.datanet.mapping.Mapping;
import org.openledger.datanet.mapping.RowMaker;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.Schema;
import org.openledger.fuzz.FuzzCorpus;
import org.openledger.store.Refusal;

/** Every kind of file ends in rows or in one right sentence, and nothing of a file that is none passes as a row. */
@Tag("unit")
final class EveryKindOfFileTest {
    /** Small, so that bombs are. */
    private static final IntakeLimits LIMITS = new IntakeLimits(1 << 19, 100_000, 64 << 20, 2 << 20, 32_768);

    @TempDir
    Path folder;

    /** What a file became: its rows' contents, and the sentences about what is none. */
    record Became(String kind, List<String> rows, List<String> sentences) {}

    @Test
    void everyKindEndsInRowsOrInOneRightSentence() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (FileKinds.Kind kind : FileKinds.all(folder)) {
            Became became = read(kind.bytes(), kind.schema(), FileUpload.Asked.NOTHING, LIMITS);
            all.assertThat(became.rows())
                    .as(kind + " gives rows; " + became.sentences())
                    .hasSize(kind.rows());
            if (kind.rows() > 0) {
                all.assertThat(became.sentences())
                        .as(kind + " has no bad record")
                        .isEmpty();
                all.assertThat(became.kind()).as(kind + " is known").contains(kind.says());
            } else {
                all.assertThat(became.sentences()).as(kind + " says why").isNotEmpty();
                all.assertThat(String.join("\n", became.sentences()))
                        .as(kind.name())
                        .contains(kind.says());
            }
        }
        all.assertAll();
    }

    @Test
    void whatIsNearlyJsonIsRepairedWhereThatIsWanted() throws IOException {
        FileUpload.Asked repair =
                new FileUpload.Asked(new ReadOptions(Optional.empty(), Optional.empty(), true), Map.of());
        String good = FileKinds.lines();
        for (String nearly : List.of(
                good.replace('"', '\''),
                good.replace("\n", ",\n"),
                good.replace("\"}", "\",}"),
                "// a note\n" + good + "# another\n",
                good.replaceAll("\"(instruction|response)\"", "$1"),
                "\u00A0" + good.replace("\n", "\n\u00A0"))) {
            Became before = read(FileKinds.utf8(nearly), Schema.INSTRUCTION, FileUpload.Asked.NOTHING, LIMITS);
            assertThat(before.sentences()).as(nearly).isNotEmpty();
            Became after = read(FileKinds.utf8(nearly), Schema.INSTRUCTION, repair, LIMITS);
            assertThat(after.sentences()).as(nearly).isEmpty();
            assertThat(after.rows())
                    .isEqualTo(read(FileKinds.utf8(good), Schema.INSTRUCTION, repair, LIMITS)
                            .rows());
        }
    }

    /** The better answer is chosen, whatever says which it is, and nothing else of a record is lost but the list that both stood in. */
    @Test
    void theBetterOfJudgedAnswersIsChosen() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, String> each : FileExports.JUDGED.entrySet()) {
            Became became = read(
                    FileKinds.utf8(FileExports.quoted(each.getValue())),
                    Schema.PREFERENCE,
                    FileUpload.Asked.NOTHING,
                    LIMITS);
            all.assertThat(String.join("\n", became.rows()))
                    .as(each.getKey() + became.sentences())
                    .contains("\"chosen\":\"So.\"", "\"prompt\":\"Why?\"", "\"rejected\":\"No.\"")
                    .doesNotContain("full_text", "\"context\"");
        }
        String about = FileExports.quoted(
                "{'instruction': 'Why?', 'input': 'Rye.', 'output_1': 'No.', 'output_2': 'So.', 'preference': 2, 'n': 5}");
        all.assertThat(read(FileKinds.utf8(about), Schema.PREFERENCE, FileUpload.Asked.NOTHING, LIMITS)
                        .rows())
                .containsOnly(
                        "{\"chosen\":\"So.\",\"metadata\":{\"n\":5,\"preference\":2},\"prompt\":\"Why?\\n\\nRye.\",\"rejected\":\"No.\"}")
                .hasSize(2);
        all.assertAll();
    }

    /** A sender may name the columns of the records as they are, or those that they are made into. */
    @Test
    void columnsAreNamedBeforeOrAfterRegrouping() throws IOException {
        byte[] file = FileKinds.utf8(FileExports.quoted(
                "{'id': 7, 'data': {'text': 'Rye.', 'note': 'b'}, 'annotations': [{'result': [{'from_name':"
                        + " 'topic', 'type': 'choices', 'value': {'choices': ['bread']}}]}]}"));
        Became after = read(file, Schema.LABEL, asked(Map.of("label", "topic")), LIMITS);
        assertThat(after.rows())
                .as(after.sentences().toString())
                .containsOnly("{\"label\":\"bread\",\"metadata\":{\"id\":7,\"note\":\"b\"},\"text\":\"Rye.\"}");
        assertThat(read(file, Schema.LABEL, asked(Map.of("text", "data.text", "label", "data.note")), LIMITS)
                        .rows())
                .hasSize(2)
                .allMatch(row -> row.contains("\"label\":\"b\"") && row.contains("\"annotations\""));
    }

    private static FileUpload.Asked asked(Map<String, String> mapping) {
        return new FileUpload.Asked(FileUpload.Asked.NOTHING.options(), mapping);
    }

    @Test
    void everyKindKeepsWhatItsColumnsSay() throws IOException {
        String json =
                "{\"instruction\": \"Why?\", \"response\": \"So.\", \"n\": 7, \"x\": 1.5, \"yes\": true, \"tags\": [\"a\", {\"b\": null}], \"none\": null}";
        assertThat(read(FileKinds.utf8(json), Schema.INSTRUCTION, FileUpload.Asked.NOTHING, LIMITS)
                        .rows())
                .containsExactly(
                        "{\"instruction\":\"Why?\",\"metadata\":{\"n\":7,\"tags\":\"[\\\"a\\\",{\\\"b\\\":null}]\",\"x\":\"1.5\",\"yes\":true},"
                                + "\"response\":\"So.\"}");
        Row row = new Row(
                1,
                1,
                1,
                "",
                1,
                "",
                "",
                "{\"metadata\":{\"n\":7},\"text\":\"a\"}",
                1,
                Row.State.SCREENED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(row.fields()).containsOnlyKeys("text");
        assertThat(row.metadata()).containsOnlyKeys("n");
    }

    @Test
    void nothingOfAColumnIsLostOrMadeSomethingElse() throws IOException {
        String types = FileKinds.all(folder).stream()
                .filter(kind -> kind.name().equals("Parquet with types of all kinds"))
                .map(kind -> readSoundly(kind.bytes(), kind.schema()).rows().getFirst())
                .findFirst()
                .orElseThrow();
        assertThat(types)
                .contains("\"u\":4294967295")
                .contains("\"v\":\"18446744073709551615\"")
                .contains("\"at\":\"1970-01-01T00:00\"")
                .contains("\"day\":\"1970-01-02\"")
                .contains("\"id\":\"00000000-0000-0000-0000-000000000000\"")
                .contains("\"half\":\"1.5\"");
        String front = "---\ntitle: Bread\n---\n\nDark.\n\nLight.\n";
        assertThat(readSoundly(FileKinds.utf8(front), Schema.TEXT).rows())
                .containsExactly(
                        "{\"metadata\":{\"front matter\":\"title: Bread\"},\"text\":\"Dark.\"}",
                        "{\"metadata\":{\"front matter\":\"title: Bread\"},\"text\":\"Light.\"}");
        String beside = "{\"conversations\":[{\"from\":\"human\",\"value\":\"a?\"},{\"from\":\"gpt\",\"value\":\"b\"}],"
                + "\"system\":\"Be terse.\"}";
        assertThat(readSoundly(FileKinds.utf8(beside), Schema.CHAT).rows())
                .containsExactly("{\"messages\":[{\"content\":\"Be terse.\",\"role\":\"system\"},"
                        + "{\"content\":\"a?\",\"role\":\"user\"},{\"content\":\"b\",\"role\":\"assistant\"}]}");
        String judged = "{\"prompt\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"a?\"}],"
                + "\"completion\":[{\"role\":\"assistant\",\"content\":\"b\"}],\"label\":true}";
        assertThat(readSoundly(FileKinds.utf8(judged), Schema.LABEL).rows().getFirst())
                .contains("\"prompt\":\"a?\"", "\"text\":\"b\"")
                .as("what the system said, for which a label has no field")
                .contains("\"metadata\":{\"prompt\":");
        String missing = "{\"instruction\": \"Yield?\", \"response\": \"Much.\", \"score\": NaN}";
        FileUpload.Asked repair =
                new FileUpload.Asked(new ReadOptions(Optional.empty(), Optional.empty(), true), Map.of());
        assertThat(read(FileKinds.utf8(missing), Schema.INSTRUCTION, repair, LIMITS)
                        .rows())
                .containsExactly("{\"instruction\":\"Yield?\",\"response\":\"Much.\"}");
    }

    private static Became readSoundly(byte[] bytes, Schema schema) {
        try {
            return read(bytes, schema, FileUpload.Asked.NOTHING, LIMITS);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aMappingThatIsSaidGoesBeforeOneThatIsFound() throws IOException {
        byte[] file = FileKinds.utf8("a,b,response\nWhy?,So.,no\n");
        FileUpload.Asked said = new FileUpload.Asked(ReadOptions.STANDARD, Mapping.parse("instruction=a,response=b"));
        assertThat(read(file, Schema.INSTRUCTION, said, LIMITS).rows())
                .containsExactly("{\"instruction\":\"Why?\",\"metadata\":{\"response\":\"no\"},\"response\":\"So.\"}");
        FileUpload.Asked wrong = new FileUpload.Asked(ReadOptions.STANDARD, Map.of("instruction", "c"));
        assertThat(read(file, Schema.INSTRUCTION, wrong, LIMITS).sentences().getFirst())
                .contains("no column 'c'", "a, b, response");
        FileUpload.Asked unknown = new FileUpload.Asked(ReadOptions.STANDARD, Map.of("question", "a"));
        assertThat(read(file, Schema.INSTRUCTION, unknown, LIMITS).sentences().getFirst())
                .contains("'question' is no field");
        String nested = "{\"data\": {\"q\": \"Why?\"}, \"answer\": \"So.\"}";
        assertThat(read(
                                FileKinds.utf8(nested),
                                Schema.INSTRUCTION,
                                new FileUpload.Asked(
                                        ReadOptions.STANDARD, Map.of("instruction", "data.q", "response", "answer")),
                                LIMITS)
                        .rows())
                .hasSize(1);
    }

    @Test
    void aBadRecordStopsNothingAndIsNamedByItsLine() throws IOException {
        String file = FileKinds.lines().replaceFirst("\n", "\n{\"instruction\": \"broken\n\n");
        Became became = read(FileKinds.utf8(file), Schema.INSTRUCTION, FileUpload.Asked.NOTHING, LIMITS);
        assertThat(became.rows()).hasSize(3);
        assertThat(became.sentences()).hasSize(1).first().asString().startsWith("2: ");
    }

    @Test
    void aFirstLineOfManyMegabytesIsRefusedAloneToo() throws IOException {
        for (int length : List.of(2 << 20, 70 << 20)) {
            String long1 = "{\"text\": \"" + "x".repeat(length) + "\"}\n";
            Became became = read(
                    FileKinds.utf8(long1 + "{\"text\": \"fine\"}\n"),
                    Schema.TEXT,
                    FileUpload.Asked.NOTHING,
                    IntakeLimits.STANDARD);
            assertThat(became.rows()).containsExactly("{\"text\":\"fine\"}");
            assertThat(became.sentences()).singleElement().asString().contains("the limit is 1048576");
        }
    }

    @Test
    void aLineOfManyMegabytesIsRefusedAlone() throws IOException {
        byte[] row = FileKinds.utf8("{\"text\": \"fine\"}\n");
        byte[] file = new byte[50 << 20];
        java.util.Arrays.fill(file, (byte) 'x');
        System.arraycopy(row, 0, file, 0, row.length);
        System.arraycopy(row, 0, file, file.length - row.length, row.length);
        file[file.length - row.length - 1] = '\n';
        Became became = read(file, Schema.TEXT, FileUpload.Asked.NOTHING, IntakeLimits.STANDARD);
        assertThat(became.rows()).hasSize(2);
        assertThat(became.sentences()).singleElement().asString().contains("the limit is 1048576");
    }

    @Test
    void randomBytesAndDamagedFilesNeverEscapeAsADefect() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<FileKinds.Kind> kinds = FileKinds.all(folder).stream()
                .filter(kind -> kind.bytes().length > 0 && kind.bytes().length < 20_000)
                .toList();
        for (int round = 0; round < 600; round++) {
            FileKinds.Kind kind = kinds.get(random.nextInt(kinds.size()));
            byte[] bytes = kind.bytes().clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(3) == 0) {
                bytes = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            }
            assertThat(read(bytes, kind.schema(), FileUpload.Asked.NOTHING, LIMITS))
                    .isNotNull();
        }
    }

    @Test
    void whatFuzzingBeginsWithAndFoundIsReadOrRefused() throws IOException, ReflectiveOperationException {
        FuzzCorpus.replay(FileUploadFuzz.class);
    }

    /** Read within small limits. */
    static Became read(byte[] bytes, Schema schema, FileUpload.Asked asked) throws IOException {
        return read(bytes, schema, asked, LIMITS);
    }

    private static Became read(byte[] bytes, Schema schema, FileUpload.Asked asked, IntakeLimits limits)
            throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        String kind = "";
        try (FileUpload upload = FileUpload.open(new ByteArrayInputStream(bytes), schema, limits, asked);
                RecordReader records = upload.records()) {
            kind = upload.kind();
            upload.requireMapped();
            RowMaker maker = new RowMaker(
                    schema,
                    upload.mapping(),
                    limits.maxFieldCharacters(),
                    asked.options().repair());
            for (Read read = records.next(); read != null; read = records.next()) {
                switch (read) {
                    case Read.Bad bad -> sentences.add(bad.place().line() + ": " + bad.detail());
                    case Read.Good record -> {
                        switch (maker.make(record.values())) {
                            case RowMaker.Made.Row row -> rows.add(Row.content(row.fields(), row.metadata()));
                            case RowMaker.Made.Refused refused ->
                                sentences.add(record.place().line() + ": " + refused.detail());
                        }
                    }
                }
            }
        } catch (Refusal refusal) {
            sentences.add(refusal.getMessage());
        }
        return new Became(kind, rows, sentences);
    }
}
