package org.openledger.datanet.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class RespellingTest {
    private static final String ROW = "kombucha ferments for seven to ten days in a warm room";

    private static boolean is(String later, String earlier) {
        return Respelling.is(List.of(later.split(" ")), List.of(earlier.split(" ")));
    }

    @Test
    void threeWordsSpeltOtherwiseAreARespelling() {
        assertThat(is("kmobucha ferments for sveen to ten dyas in a warm room", ROW))
                .isTrue();
        assertThat(is("kombuch ferrments for sefen to ten days in a warm room", ROW))
                .isTrue();
        assertThat(is("well kmobucha ferments for sveen to ten dyas in a really warm room", ROW))
                .isTrue();
    }

    @Test
    void twoAreAnotherRow() {
        assertThat(is("kmobucha ferments for sveen to ten days in a warm room", ROW))
                .isFalse();
        assertThat(is("iran has a border with iraq in the far west", "iraq has a border with iran in the far west"))
                .isFalse();
    }

    @Test
    void anotherWordOrNumberIsAnotherRow() {
        assertThat(is("kmobucha ferments for sveen to ten dyas in a cold cellar", ROW))
                .isFalse();
        assertThat(is("row 1001 of 2001 from 3001 to here and there", "row 1002 of 2002 from 3002 to here and there"))
                .isFalse();
    }

    @Test
    void shortRowsAreNotCompared() {
        assertThat(is("kmobucha ferments for sveen dyas", "kombucha ferments for seven days"))
                .isFalse();
    }
}
