package org.openledger.datanet.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one text has other than another, by words and what stands between them. */
public final class TextDiff {
    /** Parts at most: what is left is one part. */
    private static final int MAX_PARTS = 4000;

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}\\p{M}_]+|\\s+|.", Pattern.DOTALL);

    /** Whether a part stands in both texts, in the later alone, or in the earlier alone. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    /** A part of one or both texts. */
    public record Part(Kind kind, String text) {}

    private final List<Part> parts = new ArrayList<>();

    private TextDiff() {}

    /** The parts in the order of the texts; together SAME and ADDED are the later, SAME and REMOVED the earlier. */
    public static List<Part> of(String earlier, String later) {
        List<String> one = tokens(earlier);
        List<String> other = tokens(later);
        TextDiff diff = new TextDiff();
        int before = 0;
        int least = Math.min(one.size(), other.size());
        while (before < least && one.get(before).equals(other.get(before))) {
            before++;
        }
        int behind = 0;
        while (behind < least - before
                && one.get(one.size() - 1 - behind).equals(other.get(other.size() - 1 - behind))) {
            behind++;
        }
        diff.add(Kind.SAME, String.join("", one.subList(0, before)));
        diff.middle(one.subList(before, one.size() - behind), other.subList(before, other.size() - behind));
        diff.add(Kind.SAME, String.join("", one.subList(one.size() - behind, one.size())));
        return diff.parts;
    }

    private void middle(List<String> one, List<String> other) {
        if ((long) one.size() * other.size() > (long) Alignment.MAX_WORDS * Alignment.MAX_WORDS * 4) {
            add(Kind.REMOVED, String.join("", one));
            add(Kind.ADDED, String.join("", other));
            return;
        }
        Map<String, Long> numbers = new HashMap<>();
        Alignment.Rest rest = Alignment.rest(numbered(one, numbers), numbered(other, numbers));
        boolean[] ofOne = marked(rest.ofOne(), one.size());
        boolean[] ofOther = marked(rest.ofOther(), other.size());
        int i = 0;
        int j = 0;
        while (i < one.size() || j < other.size()) {
            if (i < one.size() && ofOne[i]) {
                add(Kind.REMOVED, one.get(i++));
            } else if (j < other.size() && ofOther[j]) {
                add(Kind.ADDED, other.get(j++));
            } else {
                add(Kind.SAME, one.get(i++));
                j++;
            }
        }
    }

    private static boolean[] marked(List<Integer> places, int size) {
        boolean[] marked = new boolean[size];
        places.forEach(place -> marked[place] = true);
        return marked;
    }

    private static long[] numbered(List<String> tokens, Map<String, Long> numbers) {
        return tokens.stream()
                .mapToLong(token -> numbers.computeIfAbsent(token, _ -> (long) numbers.size()))
                .toArray();
    }

    private void add(Kind kind, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!parts.isEmpty() && (parts.getLast().kind() == kind)) {
            parts.set(parts.size() - 1, new Part(kind, parts.getLast().text() + text));
        } else if (parts.size() < MAX_PARTS) {
            parts.add(new Part(kind, text));
        }
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }
}
