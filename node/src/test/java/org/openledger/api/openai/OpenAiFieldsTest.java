package org.openledger.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Requests;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionRequest;

/**
 * Every field that OpenAI's own client (Python, 3.57) can send to the two routes, with a value that asks for something: it is done,
 * ignored because it changes no answer, or refused by its name.
 */
@Tag("unit")
final class OpenAiFieldsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            audio                  | {"voice":"x"}                                    | refused
            frequency_penalty      | 0.5                                              | done
            function_call          | {"name":"f"}                                     | refused
            functions              | [{"name":"f"}]                                   | refused
            logit_bias             | {"5": 1}                                         | done
            logprobs               | true                                             | done
            max_completion_tokens  | 5                                                | done
            max_tokens             | 5                                                | done
            messages               | [{"role":"tool","content":"1","tool_call_id":"c"}] | done
            metadata               | {"a":"b"}                                        | done
            modalities             | ["audio"]                                        | refused
            model                  | "n"                                              | done
            moderation             | {"model":"m"}                                    | refused
            n                      | 2                                                | done
            parallel_tool_calls    | false                                            | done
            prediction             | {"type":"content","content":"x"}                 | refused
            presence_penalty       | 0.5                                              | done
            prompt_cache_key       | "k"                                              | done
            prompt_cache_options   | {"mode":"x"}                                     | refused
            prompt_cache_retention | "24h"                                            | done
            reasoning_effort       | "high"                                           | refused
            response_format        | {"type":"json_object"}                           | done
            safety_identifier      | "s"                                              | done
            seed                   | 1                                                | done
            service_tier           | "flex"                                           | done
            stop                   | ["x"]                                            | done
            store                  | true                                             | done
            stream                 | true                                             | done
            stream_options         | {"include_usage":true}                           | refused
            temperature            | 0.5                                              | done
            tool_choice            | "required"                                       | refused
            tools                  | [{"type":"function","function":{"name":"f"}}]    | done
            top_logprobs           | 2                                                | refused
            top_p                  | 0.5                                              | done
            user                   | "u"                                              | done
            verbosity              | "low"                                            | refused
            web_search_options     | {}                                               | refused
            """)
    void ofConversations(String field, String value, String outcome) {
        check(
                field,
                outcome,
                () -> OpenAiRequest.chat(
                        read(
                                ChatRequest.class,
                                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]",
                                field,
                                value),
                        "0x00",
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            best_of           | 2                      | refused
            echo              | true                   | done
            frequency_penalty | 0.5                    | done
            logit_bias        | {"5": 1}               | done
            logprobs          | 5                      | done
            max_tokens        | 5                      | done
            model             | "n"                    | done
            n                 | 2                      | done
            presence_penalty  | 0.5                    | done
            prompt            | [[1,2],[3]]            | done
            seed              | 1                      | done
            stop              | "x"                    | done
            stream            | true                   | done
            stream_options    | {"include_usage":true} | refused
            suffix            | "x"                    | refused
            temperature       | 0.5                    | done
            top_p             | 0.5                    | done
            user              | "u"                    | done
            """)
    void ofCompletions(String field, String value, String outcome) {
        check(
                field,
                outcome,
                () -> OpenAiRequest.completion(
                        read(CompletionRequest.class, "{\"model\":\"m\",\"prompt\":\"a\"", field, value),
                        "0x00",
                        Optional.empty()));
    }

    /** The body with one more field, or with another value of one that it has. */
    private static <T extends Record> T read(Class<T> type, String body, String field, String value) {
        String without =
                body.replaceFirst(",?\"" + field + "\":(\"[^\"]*\"|\\[.*])", "").replace("{,", "{");
        String separator = without.equals("{") ? "" : ",";
        return Requests.record(
                (without + separator + "\"" + field + "\":" + value + "}").getBytes(StandardCharsets.UTF_8), type);
    }

    private static void check(String field, String outcome, java.util.function.Supplier<OpenAiRequest> request) {
        if (outcome.equals("done")) {
            assertThat(request.get().asks()).isNotEmpty();
        } else {
            assertThatThrownBy(request::get)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.field())
                                    .hasValueSatisfying(
                                            named -> assertThat(named).startsWith(field)));
        }
    }
}
