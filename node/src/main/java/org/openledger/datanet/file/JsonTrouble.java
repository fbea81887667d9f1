package org.openledger.datanet.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.datanet.row.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Why a text is no JSON, in words: which character stands where it must not, and what it is there for.
 *
 * @param detail a sentence
 */
record JsonTrouble(Reason reason, String detail) {
    private static final Pattern CHARACTER = Pattern.compile("code (\\d+)");
    private static final Pattern WORD = Pattern.compile("(?:Unrecognized|Non-standard) token '([^']{0,60})'");

    /**
     * @param text the line that the trouble is in; empty where it is not at hand
     * @param place "column 3", or "line 2, column 3"
     */
    static JsonTrouble of(JacksonException e, String text, String place) {
        if (e instanceof StreamConstraintsException) {
            String message = String.valueOf(e.getOriginalMessage());
            return message.contains("nesting")
                    ? new JsonTrouble(
                            Reason.TOO_DEEP,
                            "nested more than " + FileLimits.MAX_DEPTH + " deep at " + place + ": flatten it")
                    : new JsonTrouble(
                            Reason.TOO_LONG, "a name, number or text is too long at " + place + ": shorten it");
        }
        return new JsonTrouble(Reason.MALFORMED_JSON, "not JSON: " + what(e, text) + " at " + place);
    }

    private static String what(JacksonException e, String text) {
        String message = String.valueOf(e.getOriginalMessage());
        Matcher word = WORD.matcher(message);
        if (word.find()) {
            return word(word.group(1));
        }
        Matcher character = CHARACTER.matcher(message);
        if (message.contains("end-of-input") || message.contains("Unexpected end") || !character.find()) {
            return "it ends early, before a closing quote, bracket or brace,";
        }
        int code = Integer.parseInt(character.group(1));
        int at = e.getLocation() == null ? -1 : e.getLocation().getColumnNr() - 1;
        char before = lastBefore(text, at);
        if (code == '\'') {
            return "single quotes, as Python prints them, stand for double quotes";
        }
        if ((code == '}' || code == ']') && (before == ',' || text.isEmpty())) {
            return before == ','
                    ? "a comma stands after the last field"
                    : named(code) + " stands where a value belongs";
        }
        if (code == '#' || code == '/') {
            return "a comment stands there, and JSON has none,";
        }
        if (message.contains("CTRL-CHAR") && !message.contains("only regular white space")) {
            return named(code) + " stands in a text and must be escaped";
        }
        if (message.contains("property name") && Character.isJavaIdentifierStart(code)) {
            return "a key stands without quotes";
        }
        return named(code) + " stands where it must not";
    }

    private static String word(String word) {
        return switch (word) {
            case "NaN", "Infinity", "-Infinity", "INF", "-INF" -> word + " is no number of JSON: write null or a text";
            case "True", "False", "None" ->
                word + " is Python's: write " + (word.equals("None") ? "null" : word.toLowerCase(java.util.Locale.ROOT))
                        + ",";
            default -> "'" + word + "' stands without quotes";
        };
    }

    private static char lastBefore(String text, int at) {
        for (int i = Math.min(at, text.length()) - 1; i >= 0; i--) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return text.charAt(i);
            }
        }
        return 0;
    }

    /** A character by number and name. */
    static String named(int code) {
        String number = "U+%04X".formatted(code);
        if (code > ' ' && code < 0x7F) {
            return number + " '" + (char) code + "'";
        }
        String name = Character.getName(code);
        return name == null ? number : number + " (" + name + ")";
    }
}
