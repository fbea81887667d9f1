package org.openledger.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.RefusalAnswer;
import org.openledger.api.http.Requests;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionRequest;
import org.openledger.gateway.InferenceRequest;
import org.openledger.model.text.Message;

@Tag("unit")
final class OpenAiRequestTest {
    private static final String PAYER = "0x00000000000000000000000000000000000000aa";

    @Test
    void chatTakesTextPartsAndRoles() {
        OpenAiRequest request = chat("""
                {"model":"m","messages":[{"role":"developer","content":"Be kind."},
                 {"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}],
                 "max_completion_tokens":7,"max_tokens":9,"stop":"x","temperature":0,"seed":5,"n":1,"user":"u"}""");
        assertThat(request.asks().getFirst().input())
                .isEqualTo(new InferenceRequest.Conversation(
                        List.of(new Message("system", "Be kind."), new Message("user", "ab")), List.of()));
        assertThat(request.asks().getFirst().maxTokens()).isEqualTo(OptionalInt.of(7));
        assertThat(request.asks().getFirst().decoding().ending().stop()).containsExactly("x");
        assertThat(request.asks().getFirst().decoding().sampling().temperature())
                .isZero();
        assertThat(request.stream()).isFalse();
    }

    @Test
    void aStreamMayAskForItsUsage() {
        OpenAiRequest request = chat("""
                {"model":"m","messages":[{"role":"user","content":"a"}],"stream":true,
                 "stream_options":{"include_usage":true}}""");
        assertThat(request.stream()).isTrue();
        assertThat(request.includeUsage()).isTrue();
    }

    @Test
    void aCompletionTakesTextOrTokensAndSixteenTokensUnlessTold() {
        OpenAiRequest request = completion("{\"model\":\"m\",\"prompt\":\"once\"}");
        assertThat(request.asks().getFirst().input()).isEqualTo(new InferenceRequest.Text("once"));
        assertThat(request.asks().getFirst().maxTokens()).isEqualTo(OptionalInt.of(16));
        assertThat(completion("{\"model\":\"m\",\"prompt\":[1,2]}")
                        .asks()
                        .getFirst()
                        .input())
                .isEqualTo(new InferenceRequest.Tokens(List.of(1, 2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}|model",
                "{\"model\":\"m\"}|messages",
                "{\"model\":\"m\",\"messages\":[]}|messages",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"robot\",\"content\":\"a\"}]}|messages[0].role",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}|messages[0].content",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"n\":33}|n",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"temperature\":3}|temperature",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"max_tokens\":0}|max_tokens",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stop\":[\"\"]}|stop",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{}]}|tools[0].type",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"top_logprobs\":2}|top_logprobs",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"presence_penalty\":3}|presence_penalty",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stream_options\":{}}|stream_options",
            })
    void whatIsWrongIsNamed(String body, String param) {
        assertThatThrownBy(() -> chat(body)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(RefusalAnswer.status(refusal)).isEqualTo(400);
            assertThat(refusal.field()).contains(param);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{|", "{\"a\":1,\"a\":2}|", "{\"a\":1} x|", "''|", "nonsense|"})
    void malformedJsonIsRefused(String body) {
        assertThatThrownBy(() -> JsonFormat.parse(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(RefusalAnswer.status(refusal)).isEqualTo(400));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        assertThatThrownBy(() -> JsonFormat.parse(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("nesting");
    }

    private static OpenAiRequest chat(String body) {
        return OpenAiRequest.chat(
                Requests.record(body.getBytes(StandardCharsets.UTF_8), ChatRequest.class), PAYER, Optional.empty());
    }

    private static OpenAiRequest completion(String body) {
        return OpenAiRequest.completion(
                Requests.record(body.getBytes(StandardCharsets.UTF_8), CompletionRequest.class),
                PAYER,
                Optional.empty());
    }
}
