package org.openledger.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.model.BaseModel;
import org.openledger.model.TinyModel;
import org.openledger.model.file.JsonFile;
import org.openledger.model.text.ToolCallForm.Call;
import tools.jackson.databind.JsonNode;

@Tag("unit")
final class ToolCallFormTest {
    private static final Set<String> TOOLS = Set.of("weather", "now");

    @TempDir
    static Path folder;

    private static BaseModel base;

    @BeforeAll
    static void load() throws IOException {
        base = TinyModel.load(folder, 1);
    }

    @AfterAll
    static void free() {
        base.close();
    }

    @ParameterizedTest
    @CsvSource({
        "like Qwen 2.5, <tool_call>",
        "like Qwen 3, none",
        "like Llama 3.2, ''",
        "like Mistral, [CALLS]",
        "like Gemma 3, none",
        "like Phi 3, none",
        "like Llama 3, none"
    })
    void theFormIsThatOfTheTemplate(String template, String marker) throws IOException {
        assertThat(form(template).map(ToolCallForm::marker))
                .isEqualTo(marker.equals("none") ? Optional.empty() : Optional.of(marker));
    }

    private static Optional<ToolCallForm> form(String template) throws IOException {
        Path copy = Files.createTempDirectory(folder, "template");
        try (InputStream in = ToolCallFormTest.class.getResourceAsStream("/vectors/chat-templates.json")) {
            JsonNode templates = JsonFile.MAPPER.readTree(in).path("templates");
            Files.writeString(
                    copy.resolve("chat_template.jinja"),
                    templates.path(template).stringValue());
        }
        Files.writeString(copy.resolve("tokenizer_config.json"), "{\"bos_token\": \"<s>\", \"eos_token\": \"</s>\"}");
        return ToolCallForm.of(ChatTemplate.load(copy), base.tokenizer());
    }

    @Test
    void callsAreReadAndTheRestIsContent() {
        ToolCallForm marked = new ToolCallForm("<tool_call>");
        String two = "I look.\n<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"town\": \"Łódź\", \"n\": 1.5}}\n"
                + "</tool_call>\n<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>";
        assertThat(marked.parse(two, TOOLS))
                .isEqualTo(new ToolCallForm.Parsed(
                        "I look.",
                        List.of(new Call("weather", "{\"town\":\"Łódź\",\"n\":1.5}"), new Call("now", "{}"))));
        ToolCallForm bare = new ToolCallForm("");
        assertThat(bare.parse("\n{\"name\": \"now\", \"parameters\": {\"a\": [1]}}", TOOLS)
                        .calls())
                .containsExactly(new Call("now", "{\"a\":[1]}"));
        assertThat(bare.parse("[{\"name\":\"now\",\"arguments\":{}},{\"name\":\"now\",\"arguments\":{}}]", TOOLS)
                        .calls())
                .hasSize(2);
    }

    /** A name that is no tool, JSON that is cut short, and plain text are what they say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<tool_call>|<tool_call>{\"name\": \"rm\", \"arguments\": {}}",
                "<tool_call>|<tool_call>{\"name\": \"now\", \"arguments\"",
                "<tool_call>|There is no <tool_call",
                "``|{\"a\": 1}",
                "``|{\"name\": \"now\", \"arguments\": 7}",
                "``|{{{{",
                "``|Plain."
            })
    void whatIsNoCallIsContent(String marker, String text) {
        assertThat(new ToolCallForm(marker).parse(text, TOOLS)).isEqualTo(new ToolCallForm.Parsed(text, List.of()));
    }

    /** However an answer is cut into pieces, what was given as certain is the beginning of its content. */
    @Test
    void whatIsCertainStaysContent() {
        String call = "{\"name\": \"now\", \"arguments\": {}}";
        for (String marker : List.of("<tool_call>", "[CALLS]", "")) {
            ToolCallForm form = new ToolCallForm(marker);
            for (String text : List.of("a < b <tool", "x " + marker + call, marker + call, "[C <t", " {", "")) {
                String content = form.parse(text, TOOLS).content();
                int certain = 0;
                for (int end = 0; end <= text.length(); end++) {
                    int now = form.certain(text.substring(0, end));
                    assertThat(now).as("%s of %s", end, text).isLessThanOrEqualTo(end);
                    certain = Math.max(certain, now);
                }
                String given = text.substring(0, certain);
                assertThat(given.startsWith(content) || content.startsWith(given))
                        .as(text)
                        .isTrue();
                assertThat(given.strip())
                        .as(text)
                        .isEqualTo(given.length() > content.length() ? content : given.strip());
            }
        }
    }
}
