package org.openledger.serve.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.model.BaseModel;
import org.openledger.model.TinyModel;
import org.openledger.model.file.JsonFile;
import org.openledger.serve.Answer;
import org.openledger.serve.Constraint;
import org.openledger.serve.Ending;
import org.openledger.serve.Generation;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.SamplingParameters;
import org.openledger.serve.ServingEngine;
import tools.jackson.databind.JsonNode;

@Tag("unit")
final class GrammarsTest {
    private static final String PERSON = """
            {"type": "object", "title": "A person", "properties": {
               "name": {"type": "string", "minLength": 1, "maxLength": 6}, "age": {"type": "integer"},
               "tags": {"type": "array", "items": {"enum": ["a", "b\\"c", 3]}, "minItems": 1, "maxItems": 3},
               "knows": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}, "ok": {"type": ["boolean", "null"]}},
             "required": ["name", "tags", "ok"], "additionalProperties": false}""";

    @TempDir
    static Path folder;

    private static BaseModel base;
    private static Grammars grammars;

    @BeforeAll
    static void load() throws IOException {
        base = TinyModel.load(folder, 1);
        grammars = new Grammars(base.tokenizer(), base.config().endTokens());
    }

    @AfterAll
    static void free() {
        base.close();
    }

    /** Whatever a model would like to say, what it says is JSON of the schema, if it comes to an end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                PERSON,
                "{\"type\": \"object\"}",
                "{\"type\": \"array\", \"items\": {\"type\": \"number\"}}",
                "{\"anyOf\": [{\"type\": \"integer\"}, {\"type\": \"string\"}]}",
                "{\"const\": {\"a\": [1, null, \"é\"]}}",
                "true",
                "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"boolean\"}}",
                "{\"type\": \"object\", \"required\": [\"x\"], \"properties\": {\"y\": {\"type\": \"null\"}}}"
            })
    void whatIsSaidSatisfiesTheSchema(String schema) {
        long seed = new Random().nextLong();
        System.out.println("GrammarsTest seed " + seed);
        int ended = 0;
        try (ServingEngine engine = ServingEngine.open(base, new Limits(16, 64, 96, 256, 1L << 30))) {
            List<Generation> generations = new ArrayList<>();
            for (int round = 0; round < 32; round++) {
                generations.add(engine.submit(new GenerationRequest(
                        null,
                        null,
                        new int[] {65},
                        90,
                        SamplingParameters.of(1.5, 1, seed + round),
                        Ending.at(List.of()),
                        GenerationRequest.Scores.NONE,
                        Optional.of(grammars.constraint(schema)))));
            }
            for (Generation generation : generations) {
                Answer answer = generation.answer();
                if (answer.finish() == Answer.Finish.STOP) {
                    ended++;
                    JsonNode said = JsonFile.MAPPER.readTree(answer.text());
                    assertThat(SchemaWords.satisfies(said, JsonFile.MAPPER.readTree(schema)))
                            .as("%s by %s, seed %s", answer.text(), schema, seed)
                            .isTrue();
                }
            }
        }
        assertThat(ended).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {"name": "é\\u00e9\\n", "tags": ["a"], "ok": null}                                              ¦ true
            {"name": "x", "age": -12, "tags": ["b\\"c", 3], "knows": null, "ok": true}                        ¦ true
            {"name":"x","tags":[3],"knows":{"name":"y","tags":["a"],"ok":false},"ok":true}                    ¦ true
            {"name": "", "tags": ["a"], "ok": null}                                                           ¦ false
            {"name": "1234567", "tags": ["a"], "ok": null}                                                    ¦ false
            {"name": "x", "tags": [], "ok": null}                                                             ¦ false
            {"name": "x", "tags": ["a", "a", "a", "a"], "ok": null}                                           ¦ false
            {"name": "x", "tags": ["c"], "ok": null}                                                          ¦ false
            {"name": "x", "tags": ["a"]}                                                                      ¦ false
            {"name": "x", "tags": ["a"], "ok": null, "more": 1}                                               ¦ false
            {"name": "\\ud800", "tags": ["a"], "ok": null}                                                    ¦ false
            {"name": "x", "age": 01, "tags": ["a"], "ok": null}                                               ¦ false
            {"name": "x", "age": 1.5, "tags": ["a"], "ok": null}                                              ¦ false
            {"name": "x", "tags": ["a"], "ok": null} x                                                        ¦ false
            """)
    void textsAreTakenByTheSchema(String text, boolean taken) {
        assertThat(takes(PERSON, text)).isEqualTo(taken);
    }

    private static boolean takes(String schema, String text) {
        Constraint constraint = grammars.constraint(schema);
        int end = base.config().endTokens().iterator().next();
        float[] logits = new float[base.config().vocabularySize()];
        for (int token : base.tokenizer().encode(text)) {
            Arrays.fill(logits, 0);
            constraint.mask(logits);
            if (logits[token] != 0) {
                return false;
            }
            constraint.accept(token);
        }
        Arrays.fill(logits, 0);
        constraint.mask(logits);
        return logits[end] == 0;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {"type": "string", "pattern": "(?=a)b"}                                    ¦ #/pattern looks around
            {"type": "string", "pattern": "(a)\\\\1"}                                 ¦ #/pattern has '\\1'
            {"type": "string", "pattern": "a^b"}                                       ¦ #/pattern has '^' elsewhere
            {"type": "string", "pattern": "(a"}                                        ¦ #/pattern lacks ')'
            {"type": "string", "pattern": "\\\\p{L}"}                                ¦ #/pattern has '\\p'
            {"type": "string", "pattern": "a{9999}"}                                   ¦ #/pattern repeats more than
            {"type": "string", "pattern": "((a{99}){99}){99}"}                         ¦ more states than
            {"type": "string", "pattern": "(a|b)*a(a|b){20}"}                          ¦ #/pattern has more states than
            {"type": "string", "pattern": "^a$", "minLength": 2}                       ¦ no text satisfies
            {"type": "string", "format": "idn-email"}                                  ¦ #/format
            {"type": "integer", "minimum": 0.5}                                        ¦ #/minimum
            {"type": "integer", "minimum": "3"}                                        ¦ #/minimum
            {"type": "integer", "minimum": 3, "maximum": 2}                            ¦ no text satisfies
            {"type": "integer", "multipleOf": 3}                                       ¦ #/multipleOf
            {"type": "object", "required": ["a"], "properties": {"a": {"oneOf": []}}}  ¦ no text satisfies
            {"oneOf": [{"type": "integer"}, {"type": "number"}]}                       ¦ #/oneOf/0 and #/oneOf/1
            {"oneOf": [{"type": "string"}, {"const": "a"}]}                            ¦ #/oneOf/0 and #/oneOf/1
            {"allOf": [{"pattern": "a"}, {"pattern": "b"}]}                            ¦ #/allOf has two of 'pattern'
            {"allOf": [{"$ref": "#"}, {"type": "object"}]}                             ¦ #/allOf comes to itself
            {"allOf": [{"const": 1}, {"const": 2}]}                                    ¦ no text satisfies
            {"type": "object", "patternProperties": {}}                                ¦ #/patternProperties
            {"type": "array", "uniqueItems": true}                                     ¦ #/uniqueItems
            {"allOf": [{"type": "string"}, {"type": "null"}]}                          ¦ no text satisfies
            {"type": "text"}                                                           ¦ #/type
            {"type": "string", "minLength": -1}                                        ¦ #/minLength
            {"$ref": "#/$defs/x"}                                                      ¦ #/$defs/x
            {"$ref": "other.json"}                                                     ¦ other.json
            {"not": {}}                                                                ¦ #/not
            [1]                                                                        ¦ neither an object nor a boolean
            {                                                                          ¦ not JSON
            false                                                                      ¦ no text satisfies
            {"enum": []}                                                               ¦ no text satisfies
            {"enum": ["a"], "type": "integer"}                                         ¦ no text satisfies
            {"$ref": "#"}                                                              ¦ no text satisfies
            {"type": "string", "minLength": 3, "maxLength": 2}                         ¦ no text satisfies
            {"type": "array", "minItems": 3, "maxItems": 2}                            ¦ no text satisfies
            {"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"]}  ¦ no text satisfies
            {"type": "object", "required": ["a"], "additionalProperties": false}       ¦ no text satisfies
            """)
    void whatCannotBeHeldToIsRefusedByName(String schema, String reason) {
        assertThatThrownBy(() -> grammars.constraint(schema))
                .isInstanceOf(GrammarException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aSchemaThatComesToItselfIsNoLoop() {
        assertThat(takes("{\"anyOf\": [{\"$ref\": \"#\"}, {\"type\": \"null\"}]}", "null"))
                .isTrue();
        String deep = "{\"anyOf\":[".repeat(5_000) + "true" + "]}".repeat(5_000);
        assertThatThrownBy(() -> grammars.constraint(deep)).isInstanceOf(GrammarException.class);
    }

    @Test
    void tokensHaveTheBytesOfTheirTexts() {
        List<byte[]> bytes = base.tokenizer().bytes();
        Set<Integer> wrong = new HashSet<>();
        for (int id = 0; id < bytes.size(); id++) {
            String text = base.tokenizer().decode(new int[] {id});
            if (!text.contains("\uFFFD") && !text.equals(new String(bytes.get(id), StandardCharsets.UTF_8))) {
                wrong.add(id);
            }
        }
        assertThat(wrong).isEmpty();
    }
}
