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
                "Use-two-parts_of_salt",
                "U s e t w o p a r t s o f s a l t",
                "Usse two paarts of saltt")) {
            assertThat(letters(same)).as(same).isEqualTo(plain);
        }
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
