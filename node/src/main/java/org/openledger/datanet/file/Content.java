package org.openledger.datanet.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * One file without what packs it.
 *
 * @param name in its archive; empty outside of one
 * @param form what kind of file it is
 * @param kind the form, with the encoding where that is not UTF-8
 * @param opening reads its records
 */
record Content(String name, String form, String kind, Opening opening) {
    private static final int LOOKED_AT_LINES = 200;
    private static final Pattern ONE_VALUE = Pattern.compile("null|true|false|-?[0-9][0-9.eE+-]*|\\[[-0-9.,eE+\\s]*]");
    /** Lists of objects that are a part of one record. */
    private static final Set<String> PARTS = Set.of(
            "messages",
            "conversations",
            "conversation",
            "tools",
            "functions",
            "replies",
            "chosen",
            "rejected",
            "prompt",
            "completion",
            "input",
            "ideal",
            "turns",
            "contents",
            "chat_messages",
            "completions",
            "annotations");

    /** Copies what is not read from its beginning to its end to the disk. */
    interface Spool {
        Path of(ByteSource source) throws IOException;
    }

    /** Opens a text from its beginning. */
    private interface TextOpening {
        Reader open() throws IOException;
    }

    /** Reads records. */
    interface Opening {
        RecordReader open(FileLimits limits, ReadOptions options) throws IOException;
    }

    Content named(String other) {
        return new Content(other, form, kind, opening);
    }

    RecordReader records(FileLimits limits, ReadOptions options) throws IOException {
        return opening.open(limits, options);
    }

    /** @throws DatanetException where it is nothing that rows are read from */
    static Content of(ByteSource source, Optional<Path> path, Spool spool, ReadOptions options) throws IOException {
        byte[] head = source.head();
        if (head.length == 0) {
            throw new DatanetException(Kind.INVALID, "the file is empty: send one with rows in it");
        }
        Optional<String> foreign = ForeignFile.named(head);
        if (foreign.isPresent()) {
            throw ForeignFile.refusal(foreign.get());
        }
        if (new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1).equals("PAR1")) {
            Path file = path.isPresent() ? path.get() : spool.of(source);
            ParquetRecords.open(file).close();
            return new Content("", "Parquet", "Parquet", (_, _) -> ParquetRecords.open(file));
        }
        return text(source, head, options);
    }

    private static Content text(ByteSource source, byte[] head, ReadOptions options) throws IOException {
        Charsets.Encoding encoding = options.encoding()
                .map(given -> new Charsets.Encoding(given, Charsets.markBytes(head, given), false))
                .orElse(null);
        Charsets.Encoding found = encoding == null ? Charsets.of(source) : encoding;
        TextOpening text = () -> {
            InputStream in = source.open();
            in.skipNBytes(found.markBytes());
            return new DecodingReader(in, found.charset());
        };
        String start = start(text);
        if (start.isBlank()) {
            throw new DatanetException(Kind.INVALID, "the file has only blank lines: send one with rows in it");
        }
        String said = found.charset().equals(StandardCharsets.UTF_8)
                ? ""
                : ", " + found.charset().name() + (found.guessed() ? " (guessed)" : "");
        Form form = form(start, head.length < FileLimits.HEAD_BYTES, text, options);
        return new Content("", form.name(), form.name() + said, form.opening());
    }

    private record Form(String name, Opening opening) {}

    private static String start(TextOpening text) throws IOException {
        char[] characters = new char[FileLimits.HEAD_BYTES];
        int filled = 0;
        try (Reader reader = text.open()) {
            for (int count = reader.read(characters, 0, characters.length);
                    count > 0;
                    count = filled + 2 > characters.length
                            ? 0
                            : reader.read(characters, filled, characters.length - filled)) {
                filled += count;
            }
        }
        return new String(characters, 0, filled);
    }

    private static Form form(String start, boolean isWhole, TextOpening text, ReadOptions options) throws IOException {
        if (isJson(start, isWhole)) {
            return json(start, isWhole, text);
        }
        if (isWhole && ONE_VALUE.matcher(start.strip()).matches()) {
            throw new DatanetException(
                    Kind.INVALID, "this is one value of JSON and no list of rows: send a list of objects");
        }
        if (options.unit().isEmpty()) {
            Delimited.requireNothingAbove(start, isWhole);
        }
        Optional<Delimited.Dialect> dialect = Delimited.dialect(start, isWhole);
        if (dialect.isPresent() && options.unit().isEmpty()) {
            return new Form(dialect.get().named(), (limits, _) -> new Delimited(text.open(), dialect.get(), limits));
        }
        if (options.unit().isEmpty() && Delimited.isNameless(start, isWhole)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "this is a table whose first line does not name its columns: put a line before it that does, such as"
                            + " instruction,response; or say which unit of a plain text is one row");
        }
        for (int i = 0; i < Math.min(start.length(), 4096); i++) {
            if (PlainText.isControl(start.charAt(i))) {
                throw ForeignFile.refusal("one of a kind that is not known: it has "
                        + JsonTrouble.named(start.charAt(i)) + " at character " + (i + 1)
                        + ", which is in no text; rows are read from JSON, CSV, Parquet, plain text and Markdown");
            }
        }
        boolean markdown =
                PlainText.hasHeading(start.lines().limit(LOOKED_AT_LINES).toList());
        TextUnit unit = options.unit().orElse(markdown ? TextUnit.HEADING : TextUnit.PARAGRAPH);
        String name = (markdown ? "Markdown" : "plain text")
                + switch (unit) {
                    case DOCUMENT -> ", the whole of it one row";
                    case HEADING -> ", a row for each heading";
                    case PARAGRAPH -> ", a row for each paragraph";
                    case LINE -> ", a row for each line";
                };
        return new Form(
                name,
                (limits, _) -> new PlainText(new LineReader(text.open(), limits.maxRecordCharacters()), limits, unit));
    }

    private static List<String> lines(String start, boolean isWhole) {
        List<String> lines = new ArrayList<>(start.lines()
                .filter(line -> !line.isBlank())
                .limit(LOOKED_AT_LINES)
                .toList());
        if (!isWhole && lines.size() > 1 && lines.size() < LOOKED_AT_LINES) {
            lines.removeLast();
        }
        int remarks = 0;
        while (remarks < lines.size() - 1 && trimmed(lines.get(remarks)).matches("//.*|/\\*.*\\*/\\s*")) {
            remarks++;
        }
        String first = trimmed(lines.get(remarks));
        return remarks > 0 && (first.startsWith("{") || isList(first)) ? lines.subList(remarks, lines.size()) : lines;
    }

    private static boolean isJson(String start, boolean isWhole) {
        List<String> lines = lines(start, isWhole);
        String first = trimmed(lines.getFirst());
        if (first.startsWith("{") || isList(first)) {
            return true;
        }
        if (Delimited.namesOneColumn(first)) {
            return false;
        }
        long objects =
                lines.stream().filter(line -> trimmed(line).startsWith("{")).count();
        long texts = lines.stream()
                .filter(line -> trimmed(line).matches("\"(?:[^\"\\\\]|\\\\.)*\""))
                .count();
        return 2 * objects >= lines.size() || (texts == lines.size() && !first.contains("\",\""));
    }

    /** A list of JSON, and no heading such as {@code [Chapter 1]}. */
    private static boolean isList(String first) {
        return first.startsWith("[")
                && (first.length() == 1
                        || trimmed(first.substring(1)).isEmpty()
                        || "[{\"]'/".indexOf(trimmed(first.substring(1)).charAt(0)) >= 0);
    }

    private static String trimmed(String line) {
        int start = 0;
        while (start < line.length()
                && (Character.isWhitespace(line.charAt(start))
                        || Character.isSpaceChar(line.charAt(start))
                        || line.charAt(start) == '\uFEFF')) {
            start++;
        }
        return line.substring(start);
    }

    private static Form json(String start, boolean isWhole, TextOpening text) throws IOException {
        Shape shape = shape(lines(start, isWhole), isWhole, text);
        return switch (shape.kind()) {
            case LINES ->
                new Form(
                        "JSON lines",
                        (limits, options) -> new JsonLines(
                                new LineReader(text.open(), limits.maxRecordCharacters()), limits, options.repair()));
            case LIST ->
                new Form(
                        shape.list().isEmpty()
                                ? "a JSON list"
                                : "a JSON list, '" + shape.list().get() + "' of an object",
                        (limits, options) -> new JsonDocument(text.open(), limits, shape.list(), options.repair()));
            case OBJECTS ->
                new Form(
                        "JSON objects",
                        (limits, options) -> new JsonDocument(text.open(), limits, Optional.empty(), options.repair()));
        };
    }

    private static Shape shape(List<String> lines, boolean isWhole, TextOpening text) throws IOException {
        String first = trimmed(lines.getFirst());
        if (first.startsWith("[")) {
            return Shape.LIST;
        }
        boolean alone = lines.size() == 1;
        if (!first.startsWith("{") || (alone ? !isWhole && isObject(first) : !spansLines(first, lines))) {
            return Shape.LINES;
        }
        Shape shape = Shape.of(text, alone);
        return alone && isWhole && shape.kind() == Parts.OBJECTS ? Shape.LINES : shape;
    }

    /** Whether objects reach over lines, so that lines do not part records. */
    private static boolean spansLines(String first, List<String> lines) {
        return !isObject(first) && !trimmed(lines.get(1)).startsWith("{");
    }

    private static boolean isObject(String line) {
        try (JsonParser parser =
                JsonValues.factory(new FileLimits(1 << 24, 0), false).createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT;
        } catch (JacksonException cutOrBroken) {
            return false;
        }
    }

    private enum Parts {
        LINES,
        LIST,
        OBJECTS
    }

    private record Shape(Parts kind, Optional<String> list) {
        static final Shape LINES = new Shape(Parts.LINES, Optional.empty());
        static final Shape LIST = new Shape(Parts.LIST, Optional.empty());

        /**
         * Of a text that begins with an object: whether the first one holds the list of records.
         *
         * @param alone whether no other line was seen beside the first
         */
        static Shape of(TextOpening text, boolean alone) throws IOException {
            List<String> lists = new ArrayList<>();
            try (Reader reader = text.open();
                    JsonParser parser = JsonValues.factory(new FileLimits(1 << 26, 0), true)
                            .createParser(ObjectReadContext.empty(), reader)) {
                parser.nextToken();
                int begins = parser.currentTokenLocation().getLineNr();
                int members = 0;
                int numbered = 0;
                int plainLists = 0;
                boolean hasParts = false;
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    members++;
                    if (name.equals("nbformat")) {
                        throw ForeignFile.refusal("a Jupyter notebook: export it as Markdown and send that");
                    }
                    if (value == JsonToken.START_ARRAY) {
                        boolean ofObjects = parser.nextToken() == JsonToken.START_OBJECT;
                        plainLists += ofObjects ? 0 : 1;
                        hasParts |= ofObjects && PARTS.contains(name);
                        if (ofObjects && !PARTS.contains(name)) {
                            lists.add(name);
                        }
                    }
                    boolean byNumber = name.equals("0")
                            || (value == JsonToken.START_OBJECT
                                    && parser.nextToken() == JsonToken.PROPERTY_NAME
                                    && parser.currentName().equals("0"));
                    numbered += byNumber || (numbered > 0 && name.equals("" + numbered)) ? 1 : 0;
                    toEnd(parser);
                }
                int ends = parser.currentTokenLocation().getLineNr();
                boolean only = parser.nextToken() == null;
                if (only && lists.isEmpty() && isByColumns(members, numbered, plainLists)) {
                    throw byColumns();
                }
                if (!only && begins == ends && parser.currentTokenLocation().getLineNr() > ends) {
                    return LINES;
                }
                if (!only || lists.isEmpty() || hasParts) {
                    return new Shape(Parts.OBJECTS, Optional.empty());
                }
            } catch (JacksonException broken) {
                return lists.isEmpty()
                        ? new Shape(alone ? Parts.LINES : Parts.OBJECTS, Optional.empty())
                        : new Shape(Parts.LIST, Optional.of(lists.getFirst()));
            }
            if (lists.size() > 1) {
                throw new DatanetException(
                        Kind.INVALID,
                        "the object has several lists of records, " + String.join(", ", lists)
                                + ": send each as a file of its own");
            }
            return new Shape(Parts.LIST, Optional.of(lists.getFirst()));
        }

        private static boolean isByColumns(int members, int numbered, int plainLists) {
            return members > 0 && (numbered == members || (members > 1 && plainLists == members));
        }

        private static DatanetException byColumns() {
            return new DatanetException(
                    Kind.INVALID,
                    "this is a table by columns or by numbers of rows, and no list of rows: with pandas, write it by"
                            + " to_json(FILE, orient='records', lines=True)");
        }

        /** Past the member whose value was begun. */
        private static void toEnd(JsonParser parser) {
            while (parser.streamReadContext().getNestingDepth() > 1) {
                if (parser.nextToken() == null) {
                    return;
                }
            }
        }
    }
}
