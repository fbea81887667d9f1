package org.openledger.verify.agency;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.Json;

/**
 * Texts that no stranger can write: the principal's own, and what was read from places that only trusted people fill. A value that
 * decides something must stand in one of them, word for word; so text that somebody planted in a row or a page names no recipient
 * and no amount.
 *
 * <p>Compared are whole words and numbers in one case and Unicode form, with any space between: "1" does not stand in "2021". A
 * value with characters that cannot be seen stands nowhere.
 */
public final class TrustedWords {
    private final List<String> texts;

    private TrustedWords(List<String> texts) {
        this.texts = texts;
    }

    public static TrustedWords of(String principal, List<String> trusted) {
        return new TrustedWords(Stream.concat(Stream.of(principal), trusted.stream())
                .map(TrustedWords::plain)
                .toList());
    }

    /** Whether all of a value stands here: each item of a list, each member's value of an object. Yes, no and nothing decide nothing. */
    public boolean say(Json value) {
        if (value instanceof Json.JsonObject object) {
            return object.members().values().stream().allMatch(this::say);
        }
        if (value instanceof Json.JsonArray array) {
            return array.items().stream().allMatch(this::say);
        }
        if (value instanceof Json.JsonString text) {
            return say(text.value());
        }
        return !(value instanceof Json.JsonInteger number) || say(Long.toString(number.value()));
    }

    private boolean say(String value) {
        if (value.isEmpty()) {
            return true;
        }
        if (value.codePoints().anyMatch(c -> isUnseen(c) && c != '\n' && c != '\t' && c != '\r')) {
            return false;
        }
        String wanted = plain(value);
        return wanted.isEmpty() || texts.stream().anyMatch(text -> standsIn(text, wanted));
    }

    private static boolean standsIn(String text, String wanted) {
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            if (isBoundary(text, at) && isBoundary(text, at + wanted.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether no word, and no number with its point or comma, goes on across a place. */
    private static boolean isBoundary(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        int left = text.codePointBefore(at);
        int right = text.codePointAt(at);
        boolean inWord = Character.isLetterOrDigit(left) && Character.isLetterOrDigit(right);
        boolean beforePoint = isDigit(left) && isPoint(right) && at + 1 < text.length() && isDigit(text.charAt(at + 1));
        boolean afterPoint = isPoint(left) && isDigit(right) && at > 1 && isDigit(text.charAt(at - 2));
        return !inWord && !beforePoint && !afterPoint;
    }

    private static boolean isDigit(int c) {
        return Character.isDigit(c);
    }

    private static boolean isPoint(int c) {
        return c == '.' || c == ',';
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** Characters that change what a text is, and not how it looks. */
    static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.CONTROL
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE;
    }

    /** One spelling, and nothing that a reader does not see. */
    static void requirePlain(String field, String value, int least, int most) {
        Require.that(
                value.length() >= least && value.length() <= most,
                field + " must have between " + least + " and " + most + " characters");
        Require.that(Normalizer.isNormalized(value, Normalizer.Form.NFC), field + " must be in Unicode's form NFC");
        Require.that(
                value.codePoints().noneMatch(c -> isUnseen(c) && c != '\n'),
                field + " must have no characters that cannot be seen");
    }
}
