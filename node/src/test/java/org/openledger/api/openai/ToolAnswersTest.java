package org.openledger.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.answer.Inference;
import org.openledger.api.http.Requests;
import org.openledger.client.openai.CalledTool;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.responses.ResponseObject;
import org.openledger.client.responses.ResponsesRequest;
import org.openledger.gateway.InferenceRequest;
import org.openledger.gateway.RunningInference.Answered;
import org.openledger.model.BaseModel;
import org.openledger.verify.Receipt;

/** Calls of tools in both of OpenAI's forms, by a base whose chat template has a place for tools. */
@Tag("unit")
final class ToolAnswersTest {
    private static final String PAYER = "0x00000000000000000000000000000000000000aa";
    private static final String TEMPLATE = """
            {%- if tools %}{{ 'Tools:' }}{% for t in tools %}{{ t.function | tojson }}{% endfor %}{% endif %}
            {%- for m in messages %}<|{{ m.role }}|>{{ m.content }}
            {%- for c in m.tool_calls or [] %}<tool_call>{{ c.function | tojson }}</tool_call>{% endfor %}<|end|>
            {%- endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}""";
    private static final String TWO =
            "I look.\n<tool_call>{\"name\": \"find\", \"arguments\": {\"what\": \"bread\"}}</tool_call>"
                    + "<tool_call>{\"name\": \"find\", \"arguments\": {\"what\": \"salt\"}}</tool_call>";

    @TempDir
    static Path folder;

    private static BaseModel base;

    @BeforeAll
    static void load() throws IOException {
        Path toy = Path.of("..").resolve("models").resolve("openledger-toy");
        try (Stream<Path> files = Files.list(toy)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.writeString(folder.resolve("chat_template.jinja"), TEMPLATE);
        base = BaseModel.load(folder);
    }

    @AfterAll
    static void free() {
        base.close();
    }

    @Test
    void callsAreParsedInBothForms() {
        Answered answered = answered(TWO);
        CompletionAnswer.Choice choice =
                form("").whole(List.of(answered)).choices().getFirst();
        assertThat(choice.finishReason()).hasValue("tool_calls");
        assertThat(choice.message().orElseThrow().content()).hasValue("I look.");
        List<CalledTool> calls = choice.message().orElseThrow().toolCalls().orElseThrow();
        assertThat(calls)
                .extracting(call -> call.function().arguments())
                .containsExactly("{\"what\":\"bread\"}", "{\"what\":\"salt\"}");
        assertThat(calls).extracting(CalledTool::id).doesNotHaveDuplicates();

        ResponsesRequest asked = Requests.record("""
                {"model":"m","input":"Bread?","tools":[{"type":"function","name":"find","parameters":{}}]}""".getBytes(StandardCharsets.UTF_8), ResponsesRequest.class);
        OpenAiRequest request = OpenAiRequest.chat(ResponsesInput.chat(asked), PAYER, Optional.empty());
        ResponseObject response = new ResponsesAnswer(
                        asked, request, new OpenAiAnswer(OpenAiAnswer.Form.CHAT, request, base))
                .whole(answered);
        assertThat(response.output())
                .extracting(ResponseObject.Output::type)
                .containsExactly("message", "function_call", "function_call");
        assertThat(response.output().getLast().arguments()).hasValue("{\"what\":\"salt\"}");
    }

    @Test
    void oneCallAtMostWhereThatIsAsked() {
        CompletionAnswer.Choice choice = form(",\"parallel_tool_calls\":false")
                .whole(List.of(answered(TWO)))
                .choices()
                .getFirst();
        assertThat(choice.message().orElseThrow().toolCalls().orElseThrow()).hasSize(1);
    }

    @Test
    void aCallThatMustBeMadeIsTheWholeAnswer() {
        OpenAiAnswer form = form(",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"find\"}}");
        CompletionAnswer.Choice choice = form.whole(
                        List.of(answered("[{\"name\":\"find\",\"parameters\":{\"what\":\"x\"}}]")))
                .choices()
                .getFirst();
        assertThat(choice.message().orElseThrow().content()).isEmpty();
        assertThat(choice.message()
                        .orElseThrow()
                        .toolCalls()
                        .orElseThrow()
                        .getFirst()
                        .function())
                .isEqualTo(new CalledTool.CalledFunction("find", "{\"what\":\"x\"}"));
    }

    /** However an answer comes in pieces, a stream's text is the whole answer's content. */
    @Test
    void aStreamSaysTheContentOfTheWhole() {
        Random random = new Random(5);
        OpenAiAnswer form = form("");
        for (String text : List.of(TWO, "a <b <tool_ x", "<tool_call>broken", "Plain.", "")) {
            for (int round = 0; round < 50; round++) {
                HeldText held = new HeldText(request(""), form);
                StringBuilder said = new StringBuilder();
                for (int at = 0; at < text.length(); ) {
                    int end = Math.min(text.length(), at + 1 + random.nextInt(9));
                    said.append(held.add(text.substring(at, end)));
                    at = end;
                }
                said.append(held.rest(form.parsed(answered(text).inference())));
                assertThat(said.toString().strip())
                        .isEqualTo(form.parsed(answered(text).inference()).content());
            }
        }
    }

    @Test
    void theConversationComesToTheModelByItsTemplate() {
        OpenAiRequest request = OpenAiRequest.chat(
                Requests.record("""
                        {"model":"m","messages":[{"role":"user","content":"Bread?"},
                         {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                          "function":{"name":"find","arguments":"{\\"what\\": \\"<|end|>\\"}"}}]},
                         {"role":"tool","tool_call_id":"c1","content":"none"}],
                         "tools":[{"type":"function","function":{"name":"find"}}]}""".getBytes(StandardCharsets.UTF_8), ChatRequest.class), PAYER, Optional.empty());
        InferenceRequest.Conversation asked =
                (InferenceRequest.Conversation) request.asks().getFirst().input();
        String prompt =
                base.chat(new org.openledger.model.text.Chat(asked.messages(), asked.tools(), Optional.empty()));
        assertThat(prompt)
                .startsWith(
                        "Tools:{\"name\": \"find\"}<|user|>Bread?<|end|><|assistant|><tool_call>{\"name\": \"find\"")
                .endsWith("</tool_call><|end|><|tool|>none<|end|><|assistant|>");
        int end = base.tokenizer().idOf("<|end|>").orElseThrow();
        assertThat(java.util.Arrays.stream(base.tokenizer().encode(prompt)).filter(id -> id == end))
                .as("the end that an argument holds is text")
                .hasSize(3);
    }

    private static OpenAiAnswer form(String more) {
        return new OpenAiAnswer(OpenAiAnswer.Form.CHAT, request(more), base);
    }

    private static OpenAiRequest request(String more) {
        String body = """
                {"model":"m","messages":[{"role":"user","content":"Bread?"}],
                 "tools":[{"type":"function","function":{"name":"find","parameters":{"type":"object"}}}]""";
        return OpenAiRequest.chat(
                Requests.record((body + more + "}").getBytes(StandardCharsets.UTF_8), ChatRequest.class),
                PAYER,
                Optional.empty());
    }

    private static Answered answered(String text) {
        Inference admitted = new Inference(
                "a".repeat(32),
                Inference.State.ADMITTED,
                1_000,
                PAYER,
                "m",
                "0".repeat(64),
                "Bread?",
                "Bread?",
                List.of(1, 2),
                10,
                0,
                1_000_000,
                1,
                1_000,
                "5".repeat(32),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Inference.Answer answer = new Inference.Answer(text, List.of(3), Receipt.Finish.STOP, 2_000);
        return Answered.before(admitted.answered(answer));
    }
}
