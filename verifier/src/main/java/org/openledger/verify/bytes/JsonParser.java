package org.openledger.verify.bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonBoolean;
import org.openledger.verify.bytes.Json.JsonInteger;
import org.openledger.verify.bytes.Json.JsonNull;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;

/** A strict JSON reader (RFC 8259) by recursive descent; {@link CanonicalJson} names its limits. */
final class JsonParser {
    /** ±(2^53-1) has sixteen digits; more cannot be in range and could overflow while being read. */
    private static final int MAX_DIGITS = 16;

    private final String text;
    private int position;
    private int values;

    JsonParser(String text) {
        this.text = text;
    }

    Json parse() {
        Json value = value(0);
        skipSpace();
        if (position < text.length()) {
            throw failure("something follows the JSON value");
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > CanonicalJson.MAX_DEPTH) {
            throw failure("JSON is nested deeper than " + CanonicalJson.MAX_DEPTH);
        }
        if (++values > CanonicalJson.MAX_VALUES) {
            throw failure("JSON holds more than " + CanonicalJson.MAX_VALUES + " values");
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new JsonString(string());
            case 't' -> literal("true", new JsonBoolean(true));
            case 'f' -> literal("false", new JsonBoolean(false));
            case 'n' -> literal("null", new JsonNull());
            default -> integer();
        };
    }

    private Json object(int depth) {
        SortedMap<String, Json> members = new TreeMap<>();
        expect('{');
        skipSpace();
        if (peek() != '}') {
            do {
                skipSpace();
                String key = string();
                skipSpace();
                expect(':');
                if (members.put(key, value(depth + 1)) != null) {
                    throw failure("the key \"" + key + "\" appears twice in one object");
                }
                skipSpace();
            } while (accept(','));
        }
        expect('}');
        return new JsonObject(members);
    }

    private Json array(int depth) {
        List<Json> items = new ArrayList<>();
        expect('[');
        skipSpace();
        if (peek() != ']') {
            do {
                items.add(value(depth + 1));
                skipSpace();
            } while (accept(','));
        }
        expect(']');
        return new JsonArray(items);
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return out.toString();
            }
            if (c < 0x20) {
                throw failure("a control character stands in a string unescaped");
            }
            out.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> unicode();
            default -> throw failure("\\" + c + " is not an escape of JSON");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!hex) {
                throw failure("\\u needs four hexadecimal digits");
            }
            code = code * 16 + Character.digit(c, 16);
        }
        return (char) code;
    }

    private Json integer() {
        int start = position;
        boolean negative = accept('-');
        int firstDigit = position;
        long value = 0;
        while (position < text.length() && isDigit(text.charAt(position))) {
            if (position - firstDigit == MAX_DIGITS) {
                throw failure("the integer has more than " + MAX_DIGITS + " digits: write it as a string");
            }
            value = value * 10 + (text.charAt(position++) - '0');
        }
        int digits = position - firstDigit;
        if (digits == 0) {
            throw failure("a JSON value was expected");
        }
        if (text.charAt(firstDigit) == '0' && (digits > 1 || negative)) {
            throw failure("the number " + text.substring(start, position) + " is not in its shortest form");
        }
        if (position < text.length() && ".eE".indexOf(text.charAt(position)) >= 0) {
            throw failure("fractions and exponents are not allowed: all units are integers");
        }
        return new JsonInteger(negative ? -value : value);
    }

    private Json literal(String word, Json value) {
        if (!text.startsWith(word, position)) {
            throw failure("a JSON value was expected");
        }
        position += word.length();
        return value;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char peek() {
        if (position >= text.length()) {
            throw failure("JSON ends too early");
        }
        return text.charAt(position);
    }

    private char next() {
        char c = peek();
        position++;
        return c;
    }

    private boolean accept(char expected) {
        boolean found = position < text.length() && text.charAt(position) == expected;
        if (found) {
            position++;
        }
        return found;
    }

    private void expect(char expected) {
        if (!accept(expected)) {
            throw failure("'" + expected + "' was expected");
        }
    }

    private VerifyException failure(String what) {
        return new VerifyException(what + ", at character " + position);
    }
}
