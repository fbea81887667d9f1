package org.openledger.identity;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;
import java.util.Set;
import org.openledger.canonical.CanonicalText;
import org.openledger.store.Refusal.Kind;

/**
 * A name that a person gives to something: others read it on pages, in lists and before they sign. So it has nothing that a
 * reader does not see, nothing that turns the words around it, and no pile of marks that covers the lines beside it. What was
 * named before stays as it is.
 *
 * @param what that is named, for the sentence: "an account's name"
 * @param field of the request that has it
 * @param least characters that it has
 * @param most characters that it has
 */
public record GivenName(String what, String field, int least, int most) {
    /** Most characters of a name, where nothing else bounds it. */
    public static final int MAX_CHARACTERS = 80;

    /** Most marks on one letter, as in pointed Hebrew with its accents. */
    private static final int MAX_MARKS = 4;

    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int EMOJI_SELECTOR = 0xFE0F;
    private static final int BLANK_BRAILLE = 0x2800;
    /** Scripts whose letters no joiner changes. */
    private static final Set<Integer> UNJOINED =
            Set.of(UScript.COMMON, UScript.INHERITED, UScript.LATIN, UScript.GREEK, UScript.CYRILLIC, UScript.HAN);

    private static final Set<Integer> NO_CHARACTERS = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED,
            (int) Character.SURROGATE,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();
    private static final SpoofChecker SPOOF = new SpoofChecker.Builder().build();

    /** A name that must be there. */
    public GivenName(String what, String field) {
        this(what, field, /* least= */ 1, MAX_CHARACTERS);
    }

    /**
     * The name as it is kept: in Unicode's form NFC, without white space around it.
     *
     * @throws IdentityException that says which character is in the way
     */
    public String of(String given) {
        String name = COMPOSED.normalize(given).strip();
        int[] characters = name.codePoints().toArray();
        if (characters.length < least || characters.length > most) {
            throw refused("has " + least + " to " + most + " characters, not " + characters.length);
        }
        int marks = 0;
        boolean seen = least == 0 && name.isEmpty();
        for (int at = 0; at < characters.length; at++) {
            int character = characters[at];
            if (!isRead(characters, at)) {
                throw refused("has at character " + (at + 1) + " " + named(character)
                        + ", which nobody sees and which may turn what stands around it: remove it");
            }
            boolean mark = isMark(character);
            marks = mark ? marks + 1 : 0;
            if (marks > MAX_MARKS || (mark && at == 0)) {
                throw refused(
                        at == 0
                                ? "begins with " + named(character) + ", a mark that stands on no letter: remove it"
                                : "has more than " + MAX_MARKS + " marks on one letter, at character " + (at + 1)
                                        + ": remove them");
            }
            seen |= !mark && !Character.isSpaceChar(character);
        }
        if (!seen) {
            throw refused("shows nothing: write letters or digits");
        }
        return name;
    }

    /** What a name looks like: equal for two that a reader takes for one, as kitchen-1 and kitchen-l (UTS 39, and in one case). */
    public static String look(String name) {
        return SPOOF.getSkeleton(name).toLowerCase(Locale.ROOT);
    }

    private IdentityException refused(String why) {
        return new IdentityException(Kind.INVALID.at(field), what + " " + why);
    }

    private static String named(int character) {
        String name = UCharacter.getExtendedName(character);
        return "U+%04X".formatted(character) + (name == null ? "" : " (" + name + ")");
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) && character != EMOJI_SELECTOR;
    }

    /** Whether somebody sees a character here, or what it makes of those beside it: of letters that join, of pictures. */
    private static boolean isRead(int[] characters, int at) {
        int character = characters[at];
        int before = at == 0 ? 0 : characters[at - 1];
        int after = at + 1 == characters.length ? 0 : characters[at + 1];
        if (character == JOINER || character == NON_JOINER) {
            return (joins(before) && joins(after)) || (character == JOINER && isPicture(before) && isPicture(after));
        }
        if (character == EMOJI_SELECTOR) {
            return isPicture(before);
        }
        return character != BLANK_BRAILLE
                && !CanonicalText.isUnseen(character)
                && !NO_CHARACTERS.contains(Character.getType(character));
    }

    /** Letters, vowel signs and viramas of scripts in which joiners mean something. */
    private static boolean joins(int character) {
        return (Character.isLetter(character) || Character.getType(character) == Character.NON_SPACING_MARK)
                && !UNJOINED.contains(UScript.getScript(character));
    }

    private static boolean isPicture(int character) {
        return character == EMOJI_SELECTOR
                || UCharacter.hasBinaryProperty(character, UProperty.EXTENDED_PICTOGRAPHIC)
                || UCharacter.hasBinaryProperty(character, UProperty.EMOJI_MODIFIER);
    }
}
