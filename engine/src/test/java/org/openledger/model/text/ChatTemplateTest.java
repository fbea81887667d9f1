package org.openledger.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;

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
        String prompt = template(BRANCHING)
                .render(List.of(Message.user(" Hi "), Message.assistant("Hello"), Message.user("Bye")));
        assertThat(prompt.replace("\n", "")).isEqualTo("<s>[INST] Hi [/INST]Hello</s>[INST] Bye [/INST]");
    }

    @Test
    void aRoleTheTemplateRefusesIsAnError() throws IOException {
        ChatTemplate template = template(BRANCHING);
        assertThatThrownBy(() -> template.render(List.of(new Message("tool", "x"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("only user and assistant speak");
    }

    @Test
    void textOfTheUserIsNeverATemplate() throws IOException {
        String prompt = template("{% for m in messages %}{{ m.content }}{% endfor %}")
                .render(List.of(Message.user("{{ 7 * 7 }} {% if x %} {{ messages }}")));
        assertThat(prompt).isEqualTo("{{ 7 * 7 }} {% if x %} {{ messages }}");
    }

    @Test
    void aBrokenTemplateIsAnError() throws IOException {
        ChatTemplate template = template("{% for m in messages %}{{ m.content");
        assertThatThrownBy(() -> template.render(List.of(Message.user("x")))).isInstanceOf(ModelException.class);
    }

    @Test
    void aModelWithoutATemplateGetsAPlainOne() {
        assertThat(ChatTemplate.load(folder).render(List.of(Message.user("Hi"))))
                .isEqualTo("user: Hi\nassistant:");
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
