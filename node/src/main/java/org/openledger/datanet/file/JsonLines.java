package org.openledger.datanet.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.row.NoRowException;
import org.openledger.datanet.row.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Objects of JSON, one or more on a line. A line that is none stops nothing. */
final class JsonLines implements RecordReader {
    private static final int MAX_SHOWN_CHARACTERS = 1 << 16;

    private final LineReader lines;
    private final FileLimits limits;
    private final JsonFactory strict;
    private final JsonFactory lenient;
    private final boolean repair;
    private final Deque<Read> waiting = new ArrayDeque<>();
    private long records;

    JsonLines(LineReader lines, FileLimits limits, boolean repair) {
        this.lines = lines;
        this.limits = limits;
        this.repair = repair;
        this.strict = JsonValues.factory(limits, false);
        this.lenient = JsonValues.factory(limits, true);
    }

    @Override
    public @Nullable Read next() throws IOException {
        while (waiting.isEmpty()) {
            LineReader.Line line = lines.next();
            if (line == null) {
                return null;
            }
            read(line);
        }
        return waiting.poll();
    }

    /** What one line has; nothing where it is blank, or where it is a comment and comments are repaired. */
    private void read(LineReader.Line line) {
        if (line.isCut()) {
            bad(
                    line,
                    Reason.TOO_LONG,
                    "the line has " + line.length() + " characters, the limit is " + limits.maxRecordCharacters()
                            + ": shorten or split it",
                    false);
            return;
        }
        int broken = DecodingReader.brokenAt(line.text());
        if (broken >= 0) {
            bad(
                    line,
                    Reason.BAD_UTF8,
                    "the byte at column " + (broken + 1)
                            + " is no text in the file's encoding: save the file as UTF-8, or name its encoding",
                    false);
            return;
        }
        String text = repair ? repaired(line.text()) : line.text();
        if (text.chars().allMatch(c -> c == ' ' || c == '\t')) {
            return;
        }
        try {
            add(line, objects(repair ? lenient : strict, text));
        } catch (JacksonException e) {
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            JsonTrouble trouble = JsonTrouble.of(e, text, "column " + column);
            boolean comma = comma(text);
            boolean repairable = !repair && isRepairable(line.text());
            String what = comma && repairable
                    ? "not JSON: a comma stands after the object at column "
                            + text.stripTrailing().length()
                    : trouble.detail();
            bad(
                    line,
                    trouble.reason(),
                    what + (repairable ? ": mend it, or send it with repair" : ": write one whole object on a line"),
                    repairable);
        } catch (NoRowException unfit) {
            bad(line, unfit.why(), unfit.detail(), false);
        }
    }

    private static boolean comma(String text) {
        return text.stripTrailing().endsWith(",");
    }

    private boolean isRepairable(String line) {
        String text = repaired(line);
        try {
            List<Value> values = objects(lenient, text);
            return values.stream().allMatch(Value.Members.class::isInstance);
        } catch (JacksonException | NoRowException beyondRepair) {
            return false;
        }
    }

    /** Without a comma after the object, and without spaces around it that are none of JSON's. */
    private static String repaired(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && isAround(line.charAt(start))) {
            start++;
        }
        while (end > start && (isAround(line.charAt(end - 1)) || line.charAt(end - 1) == ',')) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isAround(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }

    private static List<Value> objects(JsonFactory json, String text) {
        List<Value> values = new ArrayList<>();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values.add(JsonValues.read(parser, token));
            }
        }
        return values;
    }

    private void add(LineReader.Line line, List<Value> values) {
        for (Value value : values) {
            if (value instanceof Value.Members members) {
                waiting.add(new Read.Good(new Place(++records, line.number()), members));
            } else {
                bad(
                        line,
                        Reason.WRONG_SCHEMA,
                        "a row is an object with named fields, and this is " + JsonValues.named(value),
                        false);
            }
        }
    }

    private void bad(LineReader.Line line, Reason reason, String detail, boolean repairable) {
        String text = line.text().length() <= MAX_SHOWN_CHARACTERS
                ? line.text()
                : line.text().substring(0, MAX_SHOWN_CHARACTERS);
        waiting.add(new Read.Bad(new Place(++records, line.number()), reason, detail, text, repairable));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
