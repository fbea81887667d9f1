package org.openledger.datanet.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Reason;
import org.openledger.store.Refusal.Kind;

/** A table of cells with a delimiter between them, whose first record names the columns. */
final class Delimited implements RecordReader {
    private static final String DELIMITERS = ",;\t|";
    private static final int LOOKED_AT_RECORDS = 50;
    private static final double MOST = 0.9;
    /** What names a column, and is no sentence. */
    private static final Pattern COLUMN = Pattern.compile(
            "[\\p{L}\\p{N}\\p{So}_#(][\\p{L}\\p{M}\\p{N}\\p{So}\\x{200D}_.:/()#%&+-]*([ \\r\\n]+[\\p{L}\\p{M}\\p{N}_:/()#%&+-]+){0,4}");

    /** What columns of sets of rows are called. */
    private static final Pattern KNOWN = Pattern.compile(
            "(?i)instruction|response|question|answer|prompt|completion|input|output|chosen|rejected|label|messages|context|text|query|target|source");

    /** What begins with a digit and is a number or a time. */
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9/.:,+ TZ-]*( ?[AP]M)?( ?(GMT|UTC)[0-9+:-]*)?");

    private static final int MAX_LINES_ABOVE = 10;
    private static final int MAX_QUESTION_CHARACTERS = 500;

    /** What the only column of a table is called. */
    private static final Pattern ONE_COLUMN =
            Pattern.compile("(?i)text|content|body|document|article|passage|story|sentence|paragraph");

    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final int MAX_NAME_CHARACTERS = 100;

    private final Tail tail;
    private final CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> records;
    private final List<String> columns = new ArrayList<>();
    private boolean ended;
    private long count;
    private long line;

    /**
     * How a table is written.
     *
     * @param linesBefore how many lines stand before the table: Excel's {@code sep=;}
     */
    record Dialect(char delimiter, int linesBefore) {
        String named() {
            return switch (delimiter) {
                case ',' -> "CSV";
                case '\t' -> "TSV";
                case ';' -> "CSV with semicolons";
                default -> "CSV with '" + delimiter + "' between cells";
            };
        }
    }

    /** Remembers how a text ends. */
    private static final class Tail extends FilterReader {
        private static final int KEPT_CHARACTERS = 16;

        private String last = "";
        private boolean ended;

        Tail(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            ended |= count < 0;
            if (count > 0) {
                String text = last + new String(buffer, offset, count);
                last = text.substring(Math.max(0, text.length() - KEPT_CHARACTERS));
            }
            return count;
        }

        /** Whether a cell of several lines goes on to the end of the text, where a quote would have closed it. */
        boolean isEndOf(String cell) {
            boolean severalLines = cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
            return ended && severalLines && cell.endsWith(last.substring(Math.max(0, last.length() - cell.length())));
        }
    }

    Delimited(Reader in, Dialect dialect, FileLimits limits) {
        this.tail = new Tail(in);
        this.csv = open(tail, dialect.delimiter(), limits.maxRecordCharacters());
        if (dialect.linesBefore() > 0) {
            csv.skipLines(dialect.linesBefore());
        }
        this.records = csv.iterator();
        header();
    }

    /** The dialect of a text that begins so; empty where it is no table. */
    static Optional<Dialect> dialect(String head, boolean isWhole) {
        if (head.regionMatches(true, 0, "sep=", 0, 4)
                && head.length() > 5
                && (head.charAt(5) == '\r' || head.charAt(5) == '\n')) {
            return Optional.of(new Dialect(head.charAt(4), 1));
        }
        Optional<Dialect> best = Optional.empty();
        int most = 1;
        for (int i = 0; i < DELIMITERS.length(); i++) {
            char delimiter = DELIMITERS.charAt(i);
            int columns = columns(head, delimiter, isWhole);
            if (columns > most) {
                most = columns;
                best = Optional.of(new Dialect(delimiter, 0));
            }
        }
        return best.isEmpty() && isOneColumn(head, isWhole) ? Optional.of(new Dialect(',', 0)) : best;
    }

    /**
     * Refuses a table above which something else stands, such as its title.
     *
     * @throws DatanetException naming the line in which the names of its columns stand
     */
    static void requireNothingAbove(String head, boolean isWhole) {
        List<String> lines = head.lines().limit(MAX_LINES_ABOVE + 1L).toList();
        if (isWhole && lines.size() == 1 && namesOneColumn(lines.getFirst())) {
            throw new DatanetException(Kind.INVALID, "the file (CSV) has no rows in it: send one that has some");
        }
        for (int at = 0; at < lines.size() - 1; at++) {
            String line = lines.get(at);
            if (DELIMITERS.chars().anyMatch(delimiter -> known(line, (char) delimiter) > 1)) {
                if (at > 0
                        && !lines.getFirst().regionMatches(true, 0, "sep=", 0, 4)
                        && !isBlank(lines.subList(0, at))) {
                    throw new DatanetException(
                            Kind.INVALID,
                            "line " + (at + 1)
                                    + " names the columns of a table, and what stands above it is none of it: remove the"
                                    + " lines before it");
                }
                return;
            }
            if (DELIMITERS.chars().anyMatch(delimiter -> known(line, (char) delimiter) > 0)) {
                return;
            }
        }
    }

    private static boolean isBlank(List<String> lines) {
        return lines.stream().allMatch(line -> line.chars().noneMatch(Character::isLetterOrDigit));
    }

    /** How many cells of a line name columns that are known; 0 where others are no names. */
    private static long known(String line, char delimiter) {
        List<String> cells = Stream.of(line.split(Pattern.quote(String.valueOf(delimiter)), -1))
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toList();
        boolean named = cells.size() > 1
                && cells.stream()
                        .allMatch(cell ->
                                cell.isEmpty() || IDENTIFIER.matcher(cell).matches());
        return named
                ? cells.stream().filter(cell -> KNOWN.matcher(cell).matches()).count()
                : 0;
    }

    /** Whether a line names the only column of a table, in quotes or not. */
    static boolean namesOneColumn(String line) {
        String name = line.strip();
        boolean quoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
        return ONE_COLUMN
                .matcher(quoted ? name.substring(1, name.length() - 1) : name)
                .matches();
    }

    /** Whether a text is a table of cells in quotes whose first line names no columns. */
    static boolean isNameless(String head, boolean isWhole) {
        return DELIMITERS.chars().anyMatch(delimiter -> {
            List<CsvRecord> records = records(head, (char) delimiter, isWhole);
            int columns = records.isEmpty() ? 0 : records.getFirst().getFieldCount();
            boolean quoted =
                    head.contains((char) delimiter + "\"") || (columns > 2 && head.contains("\"" + (char) delimiter));
            return columns > 1
                    && records.size() > (delimiter == '\t' ? 1 : 2)
                    && (quoted || delimiter == '\t')
                    && records.stream().allMatch(record -> record.getFieldCount() == columns);
        });
    }

    /** Whether a text is a table of one column: its first line names one, and each record that comes then is one cell. */
    private static boolean isOneColumn(String head, boolean isWhole) {
        List<CsvRecord> records = records(head, ',', isWhole);
        return records.size() > 1
                && records.get(1).getStartingLineNumber() == records.getFirst().getStartingLineNumber() + 1
                && records.stream().allMatch(record -> record.getFieldCount() == 1)
                && namesOneColumn(records.getFirst().getField(0));
    }

    /** How many columns a text has with this delimiter; 0 where it is no table. */
    private static int columns(String head, char delimiter, boolean isWhole) {
        List<CsvRecord> records = records(head, delimiter, isWhole);
        if (records.isEmpty()) {
            return 0;
        }
        int columns = records.getFirst().getFieldCount();
        List<CsvRecord> rows = records.subList(1, records.size());
        long like = rows.stream().filter(row -> row.getFieldCount() == columns).count();
        List<String> names = records.getFirst().getFields();
        boolean named = names.stream()
                .allMatch(name -> name.isEmpty()
                        || (name.length() <= MAX_NAME_CHARACTERS
                                && !name.endsWith(".")
                                && COLUMN.matcher(name.strip()).matches()));
        boolean asked = !rows.isEmpty() && like == rows.size() && namesNumbers(names, rows);
        if (columns > 1 && asked) {
            return columns;
        }
        boolean surely = !rows.isEmpty()
                && names.stream().allMatch(name -> IDENTIFIER.matcher(name).matches());
        return columns > 1 && named && (surely || like >= MOST * rows.size()) ? columns : 0;
    }

    /** Whether the first line, which has whole questions as forms do, names a column of numbers or times and is none itself. */
    private static boolean namesNumbers(List<String> names, List<CsvRecord> rows) {
        boolean distinct = names.stream()
                        .filter(name -> !name.isBlank() && name.length() <= MAX_QUESTION_CHARACTERS)
                        .distinct()
                        .count()
                == names.size();
        return distinct
                && IntStream.range(0, names.size())
                        .anyMatch(at -> !Character.isDigit(names.get(at).charAt(0))
                                && rows.stream()
                                        .allMatch(row -> NUMBER.matcher(
                                                        row.getField(at).strip())
                                                .matches()));
    }

    /** The first records of a text; without the last one where the text goes on. */
    private static List<CsvRecord> records(String head, char delimiter, boolean isWhole) {
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = open(new java.io.StringReader(head), delimiter, Math.max(1, head.length()))) {
            for (Iterator<CsvRecord> each = csv.iterator(); each.hasNext() && records.size() <= LOOKED_AT_RECORDS; ) {
                records.add(each.next());
            }
        } catch (IOException | CsvParseException cutOrNoTable) {
            // what was read before says enough
        }
        if (!isWhole && records.size() > 1 && records.size() <= LOOKED_AT_RECORDS) {
            records.removeLast();
        }
        return records;
    }

    private static CsvReader<CsvRecord> open(Reader in, char delimiter, int maxCharacters) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .maxBufferSize(Math.max(1 << 14, maxCharacters))
                .ofCsvRecord(in);
    }

    private void header() {
        try {
            if (!records.hasNext()) {
                throw new DatanetException(Kind.INVALID, "the file has no line that names its columns: add one");
            }
            Set<String> seen = new HashSet<>();
            CsvRecord header = records.next();
            line = header.getStartingLineNumber();
            if (header.getFieldCount() > FileLimits.MAX_COLUMNS) {
                throw new DatanetException(
                        Kind.INVALID,
                        "the file has " + header.getFieldCount() + " columns, " + FileLimits.MAX_COLUMNS
                                + " are allowed: keep those that are needed");
            }
            for (String name : header.getFields()) {
                String column = name.isBlank() ? "column " + (columns.size() + 1) : name.strip();
                if (!seen.add(column)) {
                    throw new DatanetException(
                            Kind.INVALID,
                            "two columns are named '" + JsonValues.shortened(column)
                                    + "': rename one in the first line");
                }
                columns.add(column);
            }
        } catch (CsvParseException e) {
            throw new DatanetException(
                    Kind.INVALID, "the first line, which names the columns, cannot be read: " + why(e));
        }
    }

    @Override
    public @Nullable Read next() {
        if (ended) {
            return null;
        }
        Place place = new Place(count + 1, line + 1);
        try {
            if (!records.hasNext()) {
                ended = true;
                return null;
            }
            CsvRecord record = records.next();
            while (record.getFields().stream().allMatch(String::isEmpty)) { // as Excel writes rows that nobody filled
                if (!records.hasNext()) {
                    ended = true;
                    return null;
                }
                record = records.next();
            }
            line = record.getStartingLineNumber();
            if (namesColumns(record.getFields())) {
                return bad(
                        new Place(++count, line),
                        Reason.WRONG_SCHEMA,
                        "it names columns once more and is no row: remove it",
                        record.getFields());
            }
            if (tail.isEndOf(record.getField(record.getFieldCount() - 1))) {
                return bad(
                        new Place(++count, line),
                        Reason.WRONG_SCHEMA,
                        "a quote in this row is never closed, so that all that comes after it is one cell: close it, and send the"
                                + " file again",
                        List.of());
            }
            return read(new Place(++count, line), record.getFields());
        } catch (CsvParseException e) {
            ended = true;
            return new Read.Bad(
                    place,
                    isTooLong(e) ? Reason.TOO_LONG : Reason.WRONG_SCHEMA,
                    why(e) + " nothing after line " + line + " was read: mend it and send the file again",
                    "",
                    false);
        }
    }

    /** As in tables that were put behind each other, or that have two lines of names. */
    private boolean namesColumns(List<String> cells) {
        List<String> names = cells.stream().map(String::strip).toList();
        boolean again = names.equals(columns);
        boolean below = count == 0
                && names.stream()
                        .allMatch(name ->
                                name.isEmpty() || IDENTIFIER.matcher(name).matches())
                && names.stream().filter(name -> KNOWN.matcher(name).matches()).count() > 1;
        return names.size() > 1 && (again || below);
    }

    private static boolean isTooLong(CsvParseException e) {
        return String.valueOf(
                                e.getCause() == null
                                        ? e.getMessage()
                                        : e.getCause().getMessage())
                        .contains("buffer")
                || String.valueOf(e.getMessage()).contains("buffer");
    }

    private static String why(CsvParseException e) {
        return isTooLong(e)
                ? "a cell is longer than a record may be, or a quote before it is not closed;"
                : "the quotes of a cell are not as CSV has them: double a quote inside a quoted cell;";
    }

    private Read read(Place place, List<String> cells) {
        for (int at = 0; at < cells.size(); at++) {
            if (DecodingReader.brokenAt(cells.get(at)) >= 0) {
                return bad(
                        place,
                        Reason.BAD_UTF8,
                        "cell " + (at + 1)
                                + " has a byte that is no text in the file's encoding: save it as UTF-8, or name its encoding",
                        cells);
            }
        }
        if (cells.size() > columns.size()) {
            return bad(
                    place,
                    Reason.WRONG_SCHEMA,
                    "it has " + cells.size() + " cells and the first line names " + columns.size()
                            + " columns: "
                            + (cells.stream().anyMatch(cell -> cell.strip().startsWith("'"))
                                    ? "CSV has double quotes around a cell, not single ones"
                                    : "put quotes around a cell that has the delimiter in it"),
                    cells);
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (int at = 0; at < columns.size(); at++) {
            String cell = at < cells.size() ? cells.get(at) : "";
            values.put(columns.get(at), cell.isEmpty() ? new Value.Nothing() : new Value.Text(cell));
        }
        return new Read.Good(place, new Value.Members(values));
    }

    private static Read bad(Place place, Reason reason, String detail, List<String> cells) {
        return new Read.Bad(
                place,
                reason,
                detail,
                new Value.Items(cells.stream().<Value>map(Value.Text::new).toList()).asText(),
                false);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
