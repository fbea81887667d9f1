package org.openledger.verify.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class CanonicalJsonTest {
    /** RFC 8785, sections 3.2.2 and 3.2.3, without their fractions. */
    @Test
    void followsTheRfcsExamples() {
        assertThat(canonical("{ \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                        + " \"literals\": [null, true, false] }"))
                .isEqualTo("{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        assertThat(canonical("{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet"
                        + " With Dagesh\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\","
                        + "\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}"))
                .isEqualTo(
                        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O"
                                + " With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter"
                                + " Dalet With Dagesh\"}");
    }

    @Test
    void integersStayExactToTheirLimit() {
        assertThat(canonical("[9007199254740991,-9007199254740991,0]"))
                .isEqualTo("[9007199254740991,-9007199254740991,0]");
        for (String beyond : List.of("9007199254740992", "-9007199254740992", "99999999999999999999", "1e400")) {
            assertRefused(beyond);
        }
    }

    @Test
    void whatTwoReadersCouldReadDifferentlyIsRefused() {
        for (String text : List.of(
                "",
                " ",
                "{",
                "[",
                "\"",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":1}",
                "1 2",
                "01",
                "-0",
                "-",
                "+1",
                "1.0",
                "1e3",
                "NaN",
                "tru",
                "'a'",
                "{a:1}",
                "[1 2]",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\ud800\"",
                "\"\\ude00\\ud83d\"",
                "\ufeff1",
                "//\n1",
                "1\u0000",
                "\"\\u+123\"")) {
            assertRefused(text);
        }
        assertRefused(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'});
        assertRefused(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
        assertRefused(new byte[] {'"', (byte) 0xFF, '"'});
    }

    @Test
    void limitsHold() {
        assertThat(canonical("[".repeat(32) + "1" + "]".repeat(32))).hasSize(65);
        assertRefused("[".repeat(33) + "1" + "]".repeat(33));
        assertRefused("[".repeat(1_000_000));
        assertRefused("{\"a\":".repeat(1_000_000));
        assertRefused("[" + "0,".repeat(CanonicalJson.MAX_VALUES) + "0]");
        assertRefused(new byte[CanonicalJson.MAX_BYTES + 1]);
    }

    @Test
    void otherSpellingsAreNotCanonical() {
        for (String text :
                List.of(" 1", "1\n", "{\"b\":1,\"a\":2}", "\"\\/\"", "\"\\u0041\"", "[1, 2]", "\"\\u000A\"")) {
            CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> CanonicalJson.parseCanonical(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .hasMessageContaining("not canonical");
        }
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        long seed = 4711;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Json value = randomValue(random, 0);
            byte[] bytes = CanonicalJson.write(value);
            assertThat(CanonicalJson.parseCanonical(bytes))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(value);
        }
    }

    /** Mutated and random bytes end in a value or in the named exception, nothing else. */
    @Test
    void randomBytesNeverBreakTheParser() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = i % 2 == 0 ? jsonLike(random) : mutated(random);
            try {
                CanonicalJson.parseCanonical(CanonicalJson.write(CanonicalJson.parse(bytes)));
            } catch (VerifyException refused) {
                assertThat(refused).as("seed %d, round %d", seed, i).hasMessageMatching("(?s).+");
            }
        }
    }

    private static byte[] jsonLike(Random random) {
        String alphabet = "{}[]\",:0123456789-+.eEtrufalsn\\u \n\"\"\"\"{[ö€\u0000";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = CanonicalJson.write(randomValue(random, 0));
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static Json randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> Json.of(random.nextLong() >> (11 + random.nextInt(50)));
            case 1 -> Json.of(randomText(random));
            case 2 -> new Json.JsonBoolean(random.nextBoolean());
            case 3 -> new Json.JsonNull();
            case 4 -> {
                List<Json> items = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    items.add(randomValue(random, depth + 1));
                }
                yield Json.array(items);
            }
            default -> {
                java.util.TreeMap<String, Json> members = new java.util.TreeMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    members.put(randomText(random), randomValue(random, depth + 1));
                }
                yield new Json.JsonObject(members);
            }
        };
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
            if (point < 0xD800 || point > 0xDFFF) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    private static String canonical(String text) {
        return new String(
                CanonicalJson.write(CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8))),
                StandardCharsets.UTF_8);
    }

    private static void assertRefused(String text) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> CanonicalJson.parse(bytes)).isInstanceOf(VerifyException.class);
    }
}
