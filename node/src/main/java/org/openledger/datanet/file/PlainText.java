package org.openledger.datanet.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.row.Reason;

/**
 * Records of a plain text or of Markdown, with the column {@code text}; what stands under a heading, with signs before it or a rule
 * under it, has the columns {@code title} and, where other headings stand above it, {@code under} too. What stands before all, between two lines of hyphens, is the
 * column {@code front matter} of each record; where it is long, of the first one.
 */
final class PlainText implements RecordReader {
    private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})[ \\t]+(.*?)[ \\t#]*");
    /** Of one line; what begins so else is a list, a quotation or a table. */
    private static final Pattern TITLE = Pattern.compile(" {0,3}(?![-*+>|#`~=]|\\d+[.)])\\S.{0,200}");

    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(={3,}|-{3,})[ \\t]*");
    /** Stands between parts of a text and is none. */
    private static final Pattern RULE = Pattern.compile("[-=*_~#\\s]{3,}");

    private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");

    private static final Pattern MEMBER = Pattern.compile("\\w[\\w -]{0,60}:(\\s|$)");
    private static final int MAX_FRONT_LINES = 500;
    private static final int MAX_REPEATED_CHARACTERS = 1000;

    private final LineReader lines;
    private final FileLimits limits;
    private final TextUnit unit;
    private final String[] headings = new String[6];
    private final Deque<LineReader.Line> ahead = new ArrayDeque<>();
    private String front = "";
    private boolean begun;
    private boolean fenced;
    private boolean afterBlank = true;
    private long records;

    PlainText(LineReader lines, FileLimits limits, TextUnit unit) {
        this.lines = lines;
        this.limits = limits;
        this.unit = unit;
    }

    static boolean isHeading(String line) {
        return HEADING.matcher(line).matches();
    }

    /** Whether one of the lines is a heading. */
    static boolean hasHeading(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            boolean alone = i == 0 || lines.get(i - 1).isBlank();
            if (isHeading(lines.get(i))
                    || (alone && i + 1 < lines.size() && isUnderlined(lines.get(i), lines.get(i + 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnderlined(String title, String rule) {
        return TITLE.matcher(title).matches() && UNDERLINE.matcher(rule).matches();
    }

    @Override
    public @Nullable Read next() throws IOException {
        StringBuilder text = new StringBuilder();
        long start = 0;
        long length = 0;
        for (LineReader.Line line = take(); line != null; line = take()) {
            fenced ^= FENCE.matcher(line.text()).matches();
            boolean heading = unit == TextUnit.HEADING && !fenced && isHeading(line.text());
            boolean blank = line.text().isBlank() && !line.isCut();
            boolean ends = switch (unit) {
                case DOCUMENT -> false;
                case HEADING -> heading;
                case PARAGRAPH -> blank;
                case LINE -> true;
            };
            if (unit == TextUnit.LINE && !blank) {
                start = line.number();
                text.append(line.text());
                length = line.length();
            } else if (!ends && !(text.isEmpty() && blank)) {
                start = text.isEmpty() ? line.number() : start;
                length += line.length() + 1;
                text.append(
                                line.text(),
                                0,
                                Math.min(
                                        line.text().length(),
                                        Math.max(0, limits.maxRecordCharacters() - text.length())))
                        .append('\n');
            }
            if (ends && unit != TextUnit.DOCUMENT && RULE.matcher(text).matches()) {
                text.setLength(0);
                length = 0;
            }
            if (ends && !text.toString().isBlank()) {
                if (heading) {
                    ahead.addFirst(line);
                }
                return record(start, text.toString().strip(), length);
            }
            if (heading) {
                under(line.text());
            }
        }
        boolean none = text.toString().isBlank()
                || (unit != TextUnit.DOCUMENT && RULE.matcher(text).matches());
        return none ? null : record(start, text.toString().strip(), length);
    }

    private LineReader.@Nullable Line take() throws IOException {
        if (!begun) {
            begun = true;
            takeFront();
        }
        LineReader.Line line = ahead.isEmpty() ? lines.next() : ahead.poll();
        if (line == null) {
            return null;
        }
        boolean mayBeTitle = unit == TextUnit.HEADING && !fenced && afterBlank;
        afterBlank = line.text().isBlank() || isHeading(line.text());
        return mayBeTitle && TITLE.matcher(line.text()).matches() ? titled(line) : line;
    }

    /** A line with a rule under it as one with signs before it. */
    private LineReader.Line titled(LineReader.Line line) throws IOException {
        LineReader.Line next = ahead.isEmpty() ? lines.next() : ahead.poll();
        if (next == null) {
            return line;
        }
        if (!isUnderlined(line.text(), next.text())) {
            ahead.addFirst(next);
            return line;
        }
        afterBlank = true;
        String signs = next.text().contains("=") ? "# " : "## ";
        return new LineReader.Line(line.number(), signs + line.text().strip(), line.length());
    }

    /** What Markdown begins with between two lines of three hyphens says something of its rows and is none. */
    private void takeFront() throws IOException {
        StringBuilder inside = new StringBuilder();
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
            ahead.add(line);
            int taken = ahead.size();
            boolean fence = line.text().strip().equals("---");
            if (taken > 2 && fence) {
                front = inside.toString().strip();
                ahead.clear();
                return;
            }
            if (taken > MAX_FRONT_LINES || (taken == 1 && !fence) || (taken == 2 && !isMember(line.text()))) {
                return;
            }
            inside.append(taken == 1 ? "" : line.text() + "\n");
        }
    }

    private static boolean isMember(String line) {
        return MEMBER.matcher(line).lookingAt();
    }

    private void under(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            int level = heading.group(1).length();
            headings[level - 1] = heading.group(2);
            for (int deeper = level; deeper < headings.length; deeper++) {
                headings[deeper] = "";
            }
        }
    }

    private Read record(long line, String text, long length) {
        Place place = new Place(++records, line);
        if (length > limits.maxRecordCharacters()) {
            return bad(
                    place,
                    Reason.TOO_LONG,
                    "it has " + length + " characters, the limit is " + limits.maxRecordCharacters() + ": split it",
                    text);
        }
        int broken = DecodingReader.brokenAt(text);
        if (broken >= 0) {
            return bad(
                    place,
                    Reason.BAD_UTF8,
                    "character " + (broken + 1)
                            + " is no text in the file's encoding: save the file as UTF-8, or name its encoding",
                    text);
        }
        int control = control(text);
        if (control >= 0) {
            return bad(
                    place,
                    Reason.BAD_TEXT,
                    JsonTrouble.named(text.charAt(control)) + " stands at its character " + (control + 1)
                            + ", and in no plain text: is it a text at all?",
                    text);
        }
        Map<String, Value> values = new LinkedHashMap<>();
        StringBuilder above = new StringBuilder();
        String title = "";
        for (String heading : headings) {
            if (heading != null && !heading.isEmpty()) {
                above.append(title.isEmpty() || above.isEmpty() ? "" : " / ").append(title);
                title = heading;
            }
        }
        if (!title.isEmpty()) {
            values.put("title", new Value.Text(title));
        }
        values.put("text", new Value.Text(text));
        if (!above.isEmpty()) {
            values.put("under", new Value.Text(above.toString()));
        }
        if (!front.isEmpty() && (records == 1 || front.length() <= MAX_REPEATED_CHARACTERS)) {
            values.put("front matter", new Value.Text(front));
        }
        return new Read.Good(place, new Value.Members(values));
    }

    private static int control(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a character is of no plain text. */
    static boolean isControl(char c) {
        return c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    }

    private static Read bad(Place place, Reason reason, String detail, String text) {
        return new Read.Bad(place, reason, detail, text.substring(0, Math.min(text.length(), 1 << 16)), false);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
