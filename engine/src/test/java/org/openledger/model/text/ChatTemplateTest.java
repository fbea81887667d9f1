package org.openledger.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import tools.jackson.databind.JsonNode;

@Tag("unit")
final class ChatTemplateTest {
    /** The template of Llama 2's kind: a loop, conditions, filters, an error. */
    private static final String BRANCHING = """
            {{ bos_token }}{% for message in messages %}
            {% if message['role'] not in ['user', 'assistant'] %}
            {{ raise_exception('only user and assistant speak') }}
            {% endif %}
            {% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] | trim + ' [/INST]' }}
            {% elif loop.last %}{{ message['content'] }}{% else %}{{ message['content'] + eos_token }}{% endif %}
            {% endfor %}""";

    @TempDir
    Path folder;

    @Test
    void aTemplateOfHuggingFaceIsRendered() throws IOException {
        String prompt = render(
                template(BRANCHING), List.of(Message.user(" Hi "), Message.assistant("Hello"), Message.user("Bye")));
        assertThat(prompt.replace("\n", "")).isEqualTo("<s>[INST] Hi [/INST]Hello</s>[INST] Bye [/INST]");
    }

    @Test
    void aRoleTheTemplateRefusesIsAnError() throws IOException {
        ChatTemplate template = template(BRANCHING);
        assertThatThrownBy(() -> render(template, List.of(new Message("tool", "x"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("only user and assistant speak");
    }

    @Test
    void textOfTheUserIsNeverATemplate() throws IOException {
        String prompt = render(
                template("{% for m in messages %}{{ m.content }}{% endfor %}"),
                List.of(Message.user("{{ 7 * 7 }} {% if x %} {{ messages }}")));
        assertThat(prompt).isEqualTo("{{ 7 * 7 }} {% if x %} {{ messages }}");
    }

    /** What is broken, asks for what is not there, or never ends, is refused when the model is loaded, with its line. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {% for m in messages %}{{ m.content                                             ¦ '}}' is missing
            {% for m in messages %}{{ m.content }}                                          ¦ where else or endfor belongs
            {{ messages | shuffle }}                                                        ¦ the filter 'shuffle'
            {{ messages is lovely }}                                                        ¦ the test 'lovely'
            {% include 'other' %}                                                           ¦ the statement 'include'
            {{ messages.__class__.mro() }}                                                  ¦ is undefined
            {{ lipsum() }}                                                                  ¦ 'lipsum' is no function
            {{ ''.format(1) }}                                                              ¦ 'format' is no function
            {% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}                          ¦ levels deep
            {% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}  ¦ too much
            {% for i in range(1000000000) %}{% endfor %}                                    ¦ a range has more than
            {{ 'x' * 5000000 }}                                                             ¦ writes more than
            {{ 'x' * 1000000000000 }}                                                       ¦ too much
            {% set ns = namespace(s='x') %}{% for i in range(99) %}{% set ns.s = ns.s + ns.s %}{% endfor %} ¦ too much
            {% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }} ¦ levels deep
            {% set ns = namespace(l=[1]) %}{% for i in range(999) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l | tojson }} ¦ levels deep
            {% set ns = namespace(n=2) %}{% for i in range(9) %}{% set ns.n = ns.n ** 63 %}{% endfor %} ¦ gives no number that fits
            {% if messages[0].role == 'user' %}{{ raise_exception('never') }}{% else %}{{ raise_exception('no system') }}{% endif %} ¦ never
            {% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }} ¦ too much
            {% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l == [[ns.l[0], ns.l[0]]][0] }} ¦ too much
            {{ 1 / 0 }}                                                                     ¦ by zero
            {{ strftime_now('%Q') if strftime_now is defined else nothing.x }}              ¦ 'nothing' is undefined
            """)
    void aTemplateThatCannotRenderIsRefusedAtLoad(String text, String reason) {
        assertThatThrownBy(() -> template(text))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("line 1: ")
                .hasMessageContaining(reason);
    }

    @Test
    void deepNestingIsRefused() {
        for (String open : List.of("(", "[", "{1: ", "not ", "-")) {
            assertThatThrownBy(() -> template(
                            "{{ " + open.repeat(5_000) + "1" + (open.startsWith("{") ? "}".repeat(5_000) : "") + " }}"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("levels deep");
        }
        assertThatThrownBy(() -> template("{% if 1 %}".repeat(5_000)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("levels deep");
    }

    /** What transformers renders of templates of the shapes that go round; bench/agree/templates.py made the file. */
    @TestFactory
    Stream<DynamicTest> rendersWhatTransformersRenders() throws IOException {
        JsonNode vectors;
        try (InputStream in = ChatTemplateTest.class.getResourceAsStream("/vectors/chat-templates.json")) {
            vectors = JsonFile.MAPPER.readTree(in);
        }
        return vectors.path("cases")
                .valueStream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.path("template").stringValue() + ", "
                                + vector.path("chat").stringValue(),
                        () -> rendersAs(vectors, vector)));
    }

    private void rendersAs(JsonNode vectors, JsonNode vector) throws IOException {
        String text = vectors.path("templates")
                .path(vector.path("template").stringValue())
                .stringValue();
        Chat chat = chat(vectors.path("chats").path(vector.path("chat").stringValue()));
        if (vector.has("fails")) {
            assertThatThrownBy(() -> template(text).render(chat, true)).isInstanceOf(ModelException.class);
        } else {
            assertThat(template(text).render(chat, true))
                    .isEqualTo(vector.path("want").stringValue());
        }
    }

    @SuppressWarnings("unchecked") // JSON objects are maps
    private static Chat chat(JsonNode json) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : json.path("messages")) {
            List<ToolCall> calls = message.path("tool_calls")
                    .valueStream()
                    .map(call -> new ToolCall(
                            call.path("id").stringValue(),
                            call.path("function").path("name").stringValue(),
                            JsonFile.MAPPER.convertValue(call.path("function").path("arguments"), Map.class)))
                    .toList();
            messages.add(new Message(
                    message.path("role").stringValue(),
                    message.path("content").stringValue(),
                    calls,
                    message.path("tool_call_id").asStringOpt(),
                    message.path("name").asStringOpt()));
        }
        List<Map<String, ?>> tools = json.path("tools")
                .valueStream()
                .<Map<String, ?>>map(tool -> JsonFile.MAPPER.convertValue(tool, Map.class))
                .toList();
        return new Chat(messages, tools, Optional.empty());
    }

    @Test
    void aTemplateKnowsTheDayOfARequestAndNoneOfARow() throws IOException {
        ChatTemplate template = template(
                "{% if strftime_now is defined %}{{ strftime_now('%d %b %Y, %-d.%m.%y %H:%M') }}{% else %}no day{% endif %}");
        ZonedDateTime day = ZonedDateTime.of(2026, 7, 4, 9, 5, 0, 0, ZoneOffset.UTC);
        assertThat(template.render(new Chat(List.of(Message.user("x")), List.of(), Optional.of(day)), true))
                .isEqualTo("04 Jul 2026, 4.07.26 09:05");
        assertThat(render(template, List.of(Message.user("x")))).isEqualTo("no day");
    }

    @Test
    void aTemplateMayRefuseASystemMessage() throws IOException {
        ChatTemplate template = template(
                "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}{{ messages[0].content }}");
        assertThat(render(template, List.of(Message.user("x")))).isEqualTo("x");
        assertThatThrownBy(() -> render(template, List.of(new Message("system", "x"))))
                .hasMessageContaining("no system");
    }

    @Test
    void aModelWithoutATemplateGetsAPlainOne() {
        assertThat(render(ChatTemplate.load(folder), List.of(Message.user("Hi"))))
                .isEqualTo("user: Hi\nassistant:");
    }

    private static String render(ChatTemplate template, List<Message> messages) {
        return template.render(Chat.of(messages), true);
    }

    private ChatTemplate template(String text) throws IOException {
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                JsonFile.MAPPER
                        .createObjectNode()
                        .put("bos_token", "<s>")
                        .put("chat_template", text)
                        .set("eos_token", JsonFile.MAPPER.createObjectNode().put("content", "</s>"))
                        .toString());
        return ChatTemplate.load(folder);
    }
}
