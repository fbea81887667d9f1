package org.openledger.canonical;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as it is compared with others: what a reader takes for the same letters is the same here. In this order
 *
 * <ul>
 *   <li>characters that are written by their numbers or names in markup or JSON are themselves, such as a space that may not break;
 *   <li>of a link the words are left, and tags of markup are white space;
 *   <li>compatibility forms and case are folded, and what is not seen is gone: Unicode's NFKC_Casefold, which removes the
 *       characters of the property Default_Ignorable_Code_Point (zero-width spaces and joiners, soft hyphens, variation selectors);
 *   <li>marks that stand on letters of any script are gone: accents, strokes laid over, enclosing circles. Vowel signs of a script
 *       of their own stay;
 *   <li>digits that stand for letters inside a word are these letters: s4lt is salt;
 *   <li>letters that look alike are one: each character is its prototype of UTS 39, and a small capital or a turned letter its letter.
 * </ul>
 *
 * <p>Nothing else uses this form: rows are kept, shown and trained on as they were given.
 *
 * @param text with white space and punctuation as they were
 * @param letters of the text alone, numbers, and mathematical signs: without white space and punctuation, a letter that is doubled once. Between
 *     two numbers one space is left, so that 1 23 is not 12 3.
 */
public record CanonicalText(String text, String letters) {
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,300}>|<!--.{0,300}?-->", Pattern.DOTALL);
    private static final Pattern LINK =
            Pattern.compile("!?\\[([^\\[\\]\\n]{1,300})]\\((?:https?://|mailto:|[./#])[^()\\s]{0,300}\\)");
    /** A character by its number, as HTML and JSON write it, or by its name in HTML. */
    private static final Pattern WRITTEN = Pattern.compile(
            "&#([0-9]{1,7});|&#[xX]([0-9a-fA-F]{1,6});|\\\\u([0-9a-fA-F]{4})|&(nbsp|amp|lt|gt|quot|apos|shy|zwj|zwnj);");

    private static final Map<String, String> BY_NAME = Map.of(
            "nbsp", "\u00A0", "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "shy", "\u00AD", "zwj",
            "\u200D", "zwnj", "\u200C");

    /** A word with letters and digits. It is looked for at the beginning of each word alone, so that a long one is not read for each letter. */
    private static final Pattern MIXED =
            Pattern.compile("(?<![\\p{L}\\p{M}0-9])(?=[\\p{M}0-9]*\\p{L})(?=[\\p{L}\\p{M}]*[0-9])[\\p{L}\\p{M}0-9]+");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}0-9]+");
    private static final int LEAST_MIXED = 4;
    /** By digit, the letter that it is written for; a digit that is written for none stays. */
    private static final String LETTERS_OF_DIGITS = "oi2eas6t89";

    /** By its name, such as LATIN SMALL LETTER TURNED E. */
    private static final Pattern OTHER_FORM =
            Pattern.compile("LATIN (?:LETTER SMALL CAPITAL|SMALL LETTER TURNED) ([A-Z])");

    private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();
    private static final SpoofChecker SPOOF = new SpoofChecker.Builder().build();
    private static final ConcurrentMap<Integer, String> PROTOTYPES = new ConcurrentHashMap<>();

    public static CanonicalText of(String text) {
        String folded = withoutDigitsInWords(DECOMPOSED.normalize(CASEFOLD.normalize(withoutMarkup(text))));
        StringBuilder canonical = new StringBuilder(folded.length());
        StringBuilder letters = new StringBuilder(folded.length());
        int lastLetter = 0;
        boolean gap = false;
        for (int character : folded.codePoints().toArray()) {
            String prototype = PROTOTYPES.computeIfAbsent(character, CanonicalText::prototype);
            canonical.append(prototype);
            if (prototype.isEmpty()) {
                continue;
            }
            boolean digit = Character.isDigit(character);
            if (!isOfWord(character) && Character.getType(character) != Character.MATH_SYMBOL) {
                gap = true;
            } else if (character != lastLetter || digit) {
                letters.append(digit && gap && Character.isDigit(lastLetter) ? " " : "")
                        .append(digit ? Integer.toString(Character.digit(character, DECIMAL)) : prototype);
                lastLetter = character;
                gap = false;
            }
        }
        return new CanonicalText(oneLetter(canonical), oneLetter(letters));
    }

    private static String withoutMarkup(String text) {
        String plain = text.indexOf('&') < 0 && text.indexOf('\\') < 0 ? text : unescaped(text);
        String unlinked = plain.indexOf("](") < 0 ? plain : LINK.matcher(plain).replaceAll("$1");
        return TAG.matcher(unlinked).replaceAll(" ");
    }

    private static String unescaped(String text) {
        return WRITTEN.matcher(text).replaceAll(written -> {
            int character = written.group(1) != null
                    ? Integer.parseInt(written.group(1))
                    : written.group(4) != null
                            ? -1
                            : Integer.parseInt(
                                    written.group(2) != null ? written.group(2) : written.group(3), HEXADECIMAL);
            String plain = character < 0
                    ? BY_NAME.getOrDefault(written.group(4), "")
                    : Character.isValidCodePoint(character) ? Character.toString(character) : written.group();
            return Matcher.quoteReplacement(plain);
        });
    }

    /** In a text of which a quarter of the words mix both, all digits stand for letters. */
    private static String withoutDigitsInWords(String text) {
        if (text.chars().noneMatch(letter -> letter >= '0' && letter <= '9')) {
            return text;
        }
        long mixed = MIXED.matcher(text).results().count();
        if (mixed == 0) {
            return text;
        }
        long words = WORD.matcher(text).results().count();
        return mixed * LEAST_MIXED >= words
                ? lettersOf(text)
                : MIXED.matcher(text).replaceAll(word -> lettersOf(word.group()));
    }

    private static String lettersOf(String text) {
        return text.chars()
                .map(letter -> letter >= '0' && letter <= '9' ? LETTERS_OF_DIGITS.charAt(letter - '0') : letter)
                .collect(StringBuilder::new, (letters, letter) -> letters.append((char) letter), StringBuilder::append)
                .toString();
    }

    /** A text as it was given, without tags of markup and characters that nobody sees: what a model may be compared by. */
    public static String seen(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        TAG.matcher(text)
                .replaceAll(" ")
                .codePoints()
                .filter(character -> !isUnseen(character))
                .forEach(seen::appendCodePoint);
        return seen.toString();
    }

    /** Whether nobody sees a character where it stands. */
    public static boolean isUnseen(int character) {
        int type = Character.getType(character);
        return !UCharacter.isUWhiteSpace(character)
                && (UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                        || type == Character.FORMAT
                        || type == Character.CONTROL);
    }

    /** Letters, digits, and the vowel signs that are left. */
    public static boolean isOfWord(int character) {
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** The prototypes of m and w are two letters, which would make one swapped letter two. */
    private static String oneLetter(CharSequence text) {
        return text.toString().replace("rn", "m").replace("vv", "w");
    }

    private static String prototype(int character) {
        String self = Character.toString(character);
        if (UCharacter.isUWhiteSpace(character)) {
            return self;
        }
        int type = Character.getType(character);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
        if (isUnseen(character) || (mark && UScript.getScript(character) == UScript.INHERITED)) {
            return "";
        }
        if (!Character.isLetterOrDigit(character)) {
            return self;
        }
        Matcher form = OTHER_FORM.matcher(String.valueOf(UCharacter.getName(character)));
        return form.matches() ? form.group(1).toLowerCase(Locale.ROOT) : CASEFOLD.normalize(SPOOF.getSkeleton(self));
    }
}
