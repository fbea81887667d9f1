package org.openledger.datanet.screening;

import com.ibm.icu.lang.UCharacter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openledger.canonical.CanonicalText;

/** Characters of a text that nobody sees: of no width, of direction, fillers, tags. */
public final class UnseenCharacters {
    private UnseenCharacters() {}

    /**
     * One of them.
     *
     * @param place in code points, from 1
     */
    public record Unseen(long place, String code, String name) {}

    /** The first ones. */
    public static List<Unseen> of(String text, int most) {
        List<Unseen> found = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < text.length() && found.size() < most; ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            place++;
            if (CanonicalText.isUnseen(character)) {
                String name = UCharacter.getName(character);
                found.add(new Unseen(
                        place,
                        "U+%04X".formatted(character),
                        name == null ? "control character" : name.toLowerCase(Locale.ROOT)));
            }
        }
        return found;
    }
}
