package org.openledger.verify.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.Json;

/** What stands in trusted words, and what only looks as if it did. */
@Tag("unit")
final class TrustedWordsTest {
    private final TrustedWords words = TrustedWords.of(
            "Pay 98.70 to GB29NWBK60161331926819 in 2021,\n and ask Émile.", List.of("The hotel is Le Marais."));

    @Test
    void whatWasSaidStandsThere() {
        for (String said : List.of(
                "GB29NWBK60161331926819",
                "98.70",
                "2021",
                "émile",
                "le marais",
                "to  gb29nwbk60161331926819 in",
                "",
                "Émile.")) {
            assertThat(words.say(Json.of(said))).as(said).isTrue();
        }
        assertThat(words.say(Json.of(2021))).isTrue();
        assertThat(words.say(new Json.JsonBoolean(true))).isTrue();
        assertThat(words.say(Json.strings(List.of("2021", "Le Marais")))).isTrue();
    }

    @Test
    void whatWasNotSaidDoesNot() {
        for (String not : List.of(
                "GB29NWBK6016133192681",
                "US133000000121212121212",
                "202",
                "21",
                "mile",
                "Le M\u0430rais", // a Cyrillic letter
                "Le\u200b Marais", // with a space that nobody sees
                "\u202eMarais",
                "Le Marais and US133000000121212121212")) {
            assertThat(words.say(Json.of(not))).as(not).isFalse();
        }
        assertThat(words.say(Json.of(98))).as("98 of 98.70").isFalse();
        assertThat(words.say(Json.of(70))).as("70 of 98.70").isFalse();
        assertThat(words.say(Json.strings(List.of("2021", "attacker")))).isFalse();
        assertThat(words.say(Json.object()
                        .put("a", Json.object().put("b", "attacker").build())
                        .build()))
                .isFalse();
    }
}
