package org.openledger.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class CanonicalTextTest {
    private static String letters(String text) {
        return CanonicalText.of(text).letters();
    }

    @Test
    void whatAReaderTakesForTheSameIsTheSame() {
        String plain = letters("Use two parts of salt.");
        for (String same : List.of(
                "use TWO parts of salt",
                "Use\u00a0two\u2003parts  of salt",
                "**Use** _two_ parts <b class=\"x\">of</b> salt!",
                "U\u200bs\u00ade tw\ufe0fo pa\u034frts of salt",
                "U\u0301s\u0338e two parts of s\u20dda\u0300lt",
                "Ｕｓｅ ｔｗｏ ｐａｒｔｓ ｏｆ ｓａｌｔ",
                "𝐔𝐬𝐞 𝓽𝔀𝓸 ⓟⓐⓡⓣⓢ of salt",
                "U\u0455\u0435 tw\u043e p\u0430rts \u043ef \u0455\u0430lt", // Cyrillic letters
                "&#85;se &#x74;wo&nbsp;parts of s&shy;alt",
                "Us\\u0065 two parts of salt",
                "Use [two parts](https://example.org/a) of ![salt](./salt.png)",
                "Us\u01DD two p\u0250rts of salt", // turned letters
                "Use-two-parts_of_salt",
                "U s e t w o p a r t s o f s a l t",
                "Usse two paarts of saltt")) {
            assertThat(letters(same)).as(same).isEqualTo(plain);
        }
    }

    /** A number is one; what stands inside words is a letter, and so is all in a text that is written so. */
    @Test
    void digitsInsideWordsAreLetters() {
        String plain = letters("Use two parts of salt, and no more.");
        assertThat(letters("Use two p4rts of s4lt, and no more.")).isEqualTo(plain);
        assertThat(letters("U53 7w0 p4r75 0f 54l7, 4nd n0 m0r3.")).isEqualTo(plain);
        assertThat(letters("Use two parts of s\u1d00\u029f\u1d1b, and no more."))
                .isEqualTo(plain);
        assertThat(letters("In 1984 there were 57 of 470."))
                .contains("1984")
                .contains("57")
                .contains("470");
        assertThat(letters("It takes 20g and 4 hours.")).isNotEqualTo(letters("It takes 30g and 4 hours."));
    }

    @Test
    void whatIsSeenStaysAsItWasWritten() {
        assertThat(CanonicalText.seen("Use <b>2</b> parts\u200b of S\u00adalt."))
                .isEqualTo("Use  2  parts of Salt.");
        assertThat(CanonicalText.seen("Fünf 5\n\tGramm")).isEqualTo("Fünf 5\n\tGramm");
    }

    @Test
    void numbersStayApart() {
        assertThat(letters("2.5 g")).isNotEqualTo(letters("25 g"));
        assertThat(letters("1 23")).isNotEqualTo(letters("12 3"));
        assertThat(letters("100 g")).isNotEqualTo(letters("10 g"));
        assertThat(letters("a < b")).isNotEqualTo(letters("a > b"));
        assertThat(letters("\u0663 g")).isEqualTo(letters("3 g"));
    }

    @Test
    void signsThatMakeWordsStay() {
        assertThat(letters("กำ")).isNotEqualTo(letters("กม"));
        assertThat(letters("कि")).isNotEqualTo(letters("कु"));
        assertThat(letters("味噌")).isNotEqualTo(letters("味醂"));
        assertThat(letters("+++")).isNotEqualTo(letters("<<<"));
        assertThat(letters("…")).isEmpty();
    }
}
