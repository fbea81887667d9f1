package org.openledger.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens. As transformers has it, a newline after a block goes with the block ({@code trim_blocks}), and so do
 * spaces before one that begins its line ({@code lstrip_blocks}).
 */
final class Lexer {
    /** What a token is. */
    enum Kind {
        TEXT,
        BLOCK_BEGIN,
        BLOCK_END,
        OUTPUT_BEGIN,
        OUTPUT_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    /** @param text of a string without quotes and escapes */
    record Token(Kind kind, String text, int line) {
        boolean is(Kind wanted, String said) {
            return kind == wanted && text.equals(said);
        }
    }

    private static final Pattern TAG = Pattern.compile("\\{[%{#]");
    private static final Pattern RAW_END = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");
    private static final Pattern RAW_BEGIN = Pattern.compile("\\{%[-+]?\\s*raw\\s*([-+]?)%\\}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern NUMBER =
            Pattern.compile("\\d+(_\\d+)*(\\.\\d+(_\\d+)*([eE][+-]?\\d+)?|[eE][+-]?\\d+)?");
    private static final Pattern STRING = Pattern.compile(
            "'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"", Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("//|\\*\\*|==|!=|<=|>=|[-+*/%~<>=.,:|()\\[\\]{}]");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineCountedTo;
    /** Whether the last tag took all spaces after it, or a newline. */
    private boolean stripNext;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        Lexer lexer = new Lexer(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        Matcher tag = TAG.matcher(source);
        while (tag.find(at)) {
            int begin = tag.start();
            boolean output = source.startsWith("{{", begin);
            char sign = begin + 2 < source.length() ? source.charAt(begin + 2) : ' ';
            text(begin, sign == '-', !output && sign != '+');
            at = begin;
            Matcher raw = RAW_BEGIN.matcher(source).region(begin, source.length());
            if (source.startsWith("{#", begin)) {
                comment();
            } else if (raw.lookingAt()) {
                raw(raw);
            } else {
                at += 2 + (sign == '-' || sign == '+' ? 1 : 0);
                code(output);
            }
        }
        text(source.length(), false, false);
        add(Kind.END, "the end of the template");
    }

    /** The text before a tag, without what the tags on its sides take of it. */
    private void text(int end, boolean strip, boolean stripLine) {
        int from = at;
        int to = end;
        if (stripNext) {
            while (from < to && Character.isWhitespace(source.charAt(from))) {
                from++;
            }
        }
        if (strip) {
            while (to > from && Character.isWhitespace(source.charAt(to - 1))) {
                to--;
            }
        } else if (stripLine) {
            int space = to;
            while (space > from
                    && source.charAt(space - 1) != '\n'
                    && Character.isWhitespace(source.charAt(space - 1))) {
                space--;
            }
            if (space == 0 || source.charAt(space - 1) == '\n') {
                to = space;
            }
        }
        if (to > from) {
            at = from;
            add(Kind.TEXT, source.substring(from, to));
        }
        stripNext = false;
        at = end;
    }

    private void comment() {
        int end = source.indexOf("#}", at + 2);
        if (end < 0) {
            throw new JinjaException("line " + lineAt(at) + ": a comment does not end: '#}' is missing");
        }
        afterTag(source.charAt(end - 1), end + 2, true);
    }

    private void raw(Matcher begin) {
        Matcher end = RAW_END.matcher(source);
        if (!end.find(begin.end())) {
            throw new JinjaException("line " + lineAt(at) + ": 'endraw' is missing");
        }
        afterTag(begin.group(1).isEmpty() ? ' ' : begin.group(1).charAt(0), begin.end(), true);
        text(end.start(), end.group(1).equals("-"), !end.group(1).equals("+"));
        afterTag(end.group(2).isEmpty() ? ' ' : end.group(2).charAt(0), end.end(), true);
    }

    private void afterTag(char sign, int end, boolean trimsNewline) {
        at = end;
        stripNext = sign == '-';
        if (trimsNewline && sign != '-' && sign != '+' && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
    }

    private void code(boolean output) {
        add(output ? Kind.OUTPUT_BEGIN : Kind.BLOCK_BEGIN, output ? "{{" : "{%");
        String close = output ? "}}" : "%}";
        int braces = 0;
        while (true) {
            Matcher space = matcher(SPACE);
            if (space.lookingAt()) {
                at = space.end();
            }
            if (at >= source.length()) {
                throw new JinjaException("line " + lineAt(at) + ": '" + close + "' is missing");
            }
            char sign = source.charAt(at);
            boolean signed = (sign == '-' || sign == '+') && source.startsWith(close, at + 1);
            if (braces == 0 && (signed || source.startsWith(close, at))) {
                add(output ? Kind.OUTPUT_END : Kind.BLOCK_END, close);
                afterTag(signed ? sign : ' ', at + close.length() + (signed ? 1 : 0), !output);
                return;
            }
            braces += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            token();
        }
    }

    private void token() {
        Matcher name = matcher(NAME);
        Matcher number = matcher(NUMBER);
        Matcher string = matcher(STRING);
        Matcher operator = matcher(OPERATOR);
        if (name.lookingAt()) {
            take(Kind.NAME, name);
        } else if (number.lookingAt()) {
            take(number.group(2) == null ? Kind.INTEGER : Kind.FLOAT, number);
        } else if (string.lookingAt()) {
            String quoted = string.group(1) != null ? string.group(1) : string.group(2);
            add(Kind.STRING, unescaped(quoted));
            at = string.end();
        } else if (operator.lookingAt()) {
            take(Kind.OPERATOR, operator);
        } else {
            throw new JinjaException("line " + lineAt(at) + ": '" + source.charAt(at) + "' does not belong here");
        }
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(source).region(at, source.length());
    }

    private void take(Kind kind, Matcher found) {
        add(kind, found.group());
        at = found.end();
    }

    private String unescaped(String quoted) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = quoted.charAt(++i);
            int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
            if (digits > 0) {
                text.appendCodePoint(codePoint(quoted, i + 1, digits));
                i += digits;
            } else {
                switch (escape) {
                    case 'n' -> text.append('\n');
                    case 't' -> text.append('\t');
                    case 'r' -> text.append('\r');
                    case '0' -> text.append('\0');
                    case '\n' -> {}
                    case '\\', '\'', '"' -> text.append(escape);
                    default -> text.append('\\').append(escape);
                }
            }
        }
        return text.toString();
    }

    private int codePoint(String quoted, int from, int digits) {
        try {
            int point = Integer.parseInt(quoted.substring(from, from + digits), 16);
            if (Character.isValidCodePoint(point)) {
                return point;
            }
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            // said below
        }
        throw new JinjaException("line " + lineAt(at) + ": a string has an escape that is no character");
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, lineAt(at)));
    }

    private int lineAt(int position) {
        for (; lineCountedTo < Math.min(position, source.length()); lineCountedTo++) {
            line += source.charAt(lineCountedTo) == '\n' ? 1 : 0;
        }
        return line;
    }
}
