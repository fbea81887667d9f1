package org.openledger.serve.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.model.file.JsonFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Random texts of schemas, and random texts that may be of them or not, beside what the words of JSON Schema say of them. */
@Tag("unit")
final class JsonSchemaTest {
    private static final int TEXTS = 200;
    private static final int LONGEST = 4_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private static Automaton automaton(String schema) {
        return new Automaton(JsonSchema.compile(JsonFile.MAPPER.readTree(schema)));
    }

    private static boolean takes(Automaton automaton, String text) {
        Automaton.State state = automaton.start();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            state = automaton.next(state, Byte.toUnsignedInt(each));
        }
        return state.mayEnd();
    }

    /** A text of the automaton, which grows at random until it may end; empty where it grows too long. */
    private String grown(Automaton automaton) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Automaton.State state = automaton.start();
        while (text.size() < LONGEST) {
            List<Integer> bytes = new ArrayList<>();
            for (int each = 0; each < 256; each++) {
                if (!automaton.next(state, each).isDead()) {
                    bytes.add(each);
                }
            }
            if (state.mayEnd() && (bytes.isEmpty() || random.nextInt(4) == 0)) {
                return text.toString(StandardCharsets.UTF_8);
            }
            assertThat(bytes).as("%s, seed %d", text, seed).isNotEmpty();
            int each = bytes.get(random.nextInt(bytes.size()));
            if (bytes.contains((int) '"') && random.nextInt(6) == 0) {
                each = '"';
            }
            text.write(each);
            state = automaton.next(state, each);
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"string\",\"pattern\":\"^[A-Z]{2}-\\\\d{3,4}(x|yz)?$\"}",
                "{\"type\":\"string\",\"pattern\":\"^[^x]?b+\\\\.c\"}",
                "{\"type\":\"string\",\"pattern\":\"^a?é{2}$\"}",
                "{\"type\":\"string\",\"pattern\":\"^([^\\\\w\\\\s]|\\\\u00e9|[\\\\x41-C])*$\"}",
                "{\"type\":\"string\",\"pattern\":\"^(?:a*b?)*$\",\"minLength\":3,\"maxLength\":6}",
                "{\"type\":\"string\",\"pattern\":\"^[^x]+?[\\\\]\\\\-x]\",\"maxLength\":9}",
                "{\"type\":\"string\",\"format\":\"date\"}",
                "{\"type\":\"string\",\"format\":\"time\"}",
                "{\"type\":\"string\",\"format\":\"date-time\"}",
                "{\"type\":\"string\",\"format\":\"duration\"}",
                "{\"type\":\"string\",\"format\":\"email\"}",
                "{\"type\":\"string\",\"format\":\"hostname\"}",
                "{\"type\":\"string\",\"format\":\"ipv4\"}",
                "{\"type\":\"string\",\"format\":\"ipv6\"}",
                "{\"type\":\"string\",\"format\":\"uuid\"}",
                "{\"type\":\"string\",\"format\":\"uri\"}",
                "{\"type\":[\"string\",\"null\"],\"format\":\"date\",\"pattern\":\"^20\"}",
                "{\"type\":\"integer\",\"minimum\":-17,\"maximum\":1203}",
                "{\"type\":\"integer\",\"exclusiveMinimum\":98}",
                "{\"type\":\"integer\",\"exclusiveMaximum\":-5,\"minimum\":-1000,\"multipleOf\":1}",
                "{\"type\":\"number\",\"minimum\":0,\"maximum\":1}",
                "{\"type\":\"number\",\"exclusiveMinimum\":-2,\"exclusiveMaximum\":13}",
                "{\"type\":\"number\",\"minimum\":-5,\"exclusiveMaximum\":-4}",
                "{\"type\":\"number\",\"maximum\":7}",
                "{\"oneOf\":[{\"type\":\"string\",\"maxLength\":3},{\"type\":\"integer\",\"maximum\":9},{\"type\":\"null\"}]}",
                "{\"oneOf\":[{\"type\":\"object\",\"properties\":{\"k\":{\"const\":\"a\"},\"x\":{\"type\":\"integer\"}},\"required\":[\"k\"]},"
                        + "{\"type\":\"object\",\"properties\":{\"k\":{\"enum\":[\"b\",\"c\"]}},\"required\":[\"k\"]}]}",
                "{\"oneOf\":[{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"null\"}},\"required\":[\"a\"],\"additionalProperties\":false},"
                        + "{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"null\"}},\"required\":[\"b\"],\"additionalProperties\":false}]}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\"}},\"required\":[\"a\"],\"allOf\":["
                        + "{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":3},\"b\":{\"type\":\"string\",\"minLength\":1}}},"
                        + "{\"required\":[\"b\"],\"properties\":{\"a\":{\"maximum\":5},\"b\":{\"maxLength\":2}}}]}",
                "{\"allOf\":[{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"maxItems\":4},"
                        + "{\"type\":\"array\",\"items\":{\"minimum\":2,\"maximum\":4},\"minItems\":2}]}",
                "{\"allOf\":[{\"enum\":[\"a\",\"b\",3]},{\"enum\":[\"b\",3,4]},{\"type\":\"string\"}]}",
            })
    void whatIsWrittenSatisfiesTheSchemaAndWhatIsChangedIsTakenOnlyIfItDoes(String schema) {
        JsonNode words = JsonFile.MAPPER.readTree(schema);
        Automaton automaton = automaton(schema);
        int whole = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = grown(automaton);
            if (text.isEmpty()) {
                continue;
            }
            whole++;
            assertThat(SchemaWords.satisfies(JsonFile.MAPPER.readTree(text), words))
                    .as("%s, seed %d", text, seed)
                    .isTrue();
            StringBuilder changed = new StringBuilder(text);
            changed.setCharAt(random.nextInt(text.length()), "a1-.0\"9Zé".charAt(random.nextInt(9)));
            if (takes(automaton, changed.toString())) {
                assertThat(SchemaWords.satisfies(JsonFile.MAPPER.readTree(changed.toString()), words))
                        .as("%s, seed %d", changed, seed)
                        .isTrue();
            }
        }
        assertThat(whole).isPositive();
    }

    /** Strings in which an expression is found are all written, not some of them alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^a*b{2,3}$",
                "ab|c",
                "^[^a]b?",
                "c$",
                "^(a|bc)*$",
                "[ab]{2}",
                "^.b",
                "^(?:a+?c|)b$",
                "é",
                "^\\W\\S",
                "a\\.?"
            })
    void everyStringOfAPatternIsTaken(String pattern) {
        Automaton automaton = automaton("{\"type\":\"string\",\"pattern\":" + StringNode.valueOf(pattern) + "}");
        var expression = SchemaWords.expression(pattern);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(7); length > 0; length--) {
                text.appendCodePoint("abc.é \"\n😀".codePoints().toArray()[random.nextInt(9)]);
            }
            assertThat(takes(automaton, StringNode.valueOf(text.toString()).toString()))
                    .as("%s by %s, seed %d", text, pattern, seed)
                    .isEqualTo(expression.matcher(text).find());
        }
    }

    @Test
    void everyWholeNumberBetweenItsBoundsIsTaken() {
        for (int round = 0; round < 60; round++) {
            int least = random.nextInt(-250, 250);
            int most = least + random.nextInt(300);
            Automaton automaton =
                    automaton("{\"type\":\"integer\",\"minimum\":%d,\"maximum\":%d}".formatted(least, most));
            for (int number = -600; number < 600; number++) {
                assertThat(takes(automaton, String.valueOf(number)))
                        .as("%d from %d to %d", number, least, most)
                        .isEqualTo(number >= least && number <= most);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            date      ¦ 2024-02-29                      ¦ true
            date      ¦ 2023-02-29                      ¦ false
            date      ¦ 2000-02-29                      ¦ true
            date      ¦ 1900-02-29                      ¦ false
            date      ¦ 2026-04-31                      ¦ false
            date-time ¦ 2026-11-29T15:04:05.25+02:00    ¦ true
            date-time ¦ 2026-11-29T24:04:05Z            ¦ false
            date-time ¦ 2026-11-29 15:04:05Z            ¦ false
            email     ¦ first.last+tag@mail.example.org ¦ true
            email     ¦ .first@example.org              ¦ false
            email     ¦ first@example                   ¦ false
            uuid      ¦ 123e4567-e89b-12d3-a456-426614174000 ¦ true
            uuid      ¦ 123e4567e89b12d3a456426614174000 ¦ false
            uri       ¦ https://example.org:8080/a/b?c=d#e ¦ true
            uri       ¦ example.org/a                   ¦ false
            ipv4      ¦ 255.0.10.1                      ¦ true
            ipv4      ¦ 256.0.0.1                       ¦ false
            duration  ¦ P3DT4H                          ¦ true
            duration  ¦ P                               ¦ false
            """)
    void aFormatHasItsStrings(String format, String text, boolean taken) {
        Automaton automaton = automaton("{\"type\":\"string\",\"format\":\"" + format + "\"}");
        assertThat(takes(automaton, '"' + text + '"')).isEqualTo(taken);
    }
}
