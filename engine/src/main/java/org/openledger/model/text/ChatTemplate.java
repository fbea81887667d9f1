package org.openledger.model.text;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import org.openledger.tensor.AtomicFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Renders a chat into the one text that the model was trained to continue, by the Jinja template that came with the model. */
public final class ChatTemplate {
    /** The template of models made here. */
    private static final String OWN =
            "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}<|end|>"
                    + "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}";

    /** What stands in for a template where a model has none. */
    private static final String PLAIN = "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n"
            + "{% endfor %}{% if add_generation_prompt %}assistant:{% endif %}";

    private static final long MAXIMUM_PROMPT_CHARACTERS = 4_000_000;
    private static final int MAXIMUM_DEPTH = 32;
    private static final Jinjava JINJA = jinja();

    private final Path folder;
    private final String template;
    private final Map<String, String> specialTokens;

    private ChatTemplate(Path folder, String template, Map<String, String> specialTokens) {
        this.folder = folder;
        this.template = template;
        this.specialTokens = Map.copyOf(specialTokens);
    }

    /** A template runs with the limits of a hostile one: it is a file from anywhere. */
    private static Jinjava jinja() {
        Jinjava jinja = new Jinjava(JinjavaConfig.newBuilder()
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withNestedInterpretationEnabled(false)
                .withMaxOutputSize(MAXIMUM_PROMPT_CHARACTERS)
                .withMaxRenderDepth(MAXIMUM_DEPTH)
                .build());
        jinja.getGlobalContext()
                .registerFunction(new ELFunctionDefinition(
                        "", "raise_exception", ChatTemplate.class, "raiseException", String.class));
        return jinja;
    }

    /** The function {@code raise_exception} of chat templates; called by the template engine alone. */
    public static String raiseException(String reason) {
        JinjavaInterpreter.getCurrent()
                .addError(TemplateError.fromException(new ModelException("the chat template says: " + reason)));
        return "";
    }

    /** The template in chat_template.jinja or tokenizer_config.json, a plain one where there is none. */
    public static ChatTemplate load(Path folder) {
        Path file = folder.resolve("tokenizer_config.json");
        Map<String, String> tokens = new HashMap<>();
        String template = PLAIN;
        if (Files.exists(file)) {
            JsonNode root = JsonFile.readObject(file);
            for (String name : List.of("bos_token", "eos_token", "pad_token", "unk_token")) {
                tokens.put(
                        name,
                        root.path(name).asString(root.path(name).path("content").asString("")));
            }
            template = root.path("chat_template").asString(template);
            for (JsonNode named : root.path("chat_template")) {
                if (named.path("name").asString("").equals("default")) {
                    template = named.path("template").asString(template);
                }
            }
        }
        return new ChatTemplate(folder, fromFile(folder.resolve("chat_template.jinja"), template), tokens);
    }

    private static String fromFile(Path file, String otherwise) {
        try {
            return Files.exists(file) ? Files.readString(file) : otherwise;
        } catch (IOException failure) {
            throw new ModelException("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * The prompt after which the assistant speaks.
     *
     * @throws ModelException when the template refuses the chat or is broken
     */
    public String render(List<Message> messages) {
        return render(messages, true);
    }

    /** The chat as text, with or without the beginning of what the assistant says next. */
    public String render(List<Message> messages, boolean assistantSpeaks) {
        Map<String, Object> context = new HashMap<>(specialTokens);
        context.put("add_generation_prompt", assistantSpeaks);
        context.put(
                "messages",
                messages.stream()
                        .map(each -> Map.of("role", each.role(), "content", each.content()))
                        .toList());
        RenderResult result = JINJA.renderForResult(template, context);
        if (result.hasErrors()) {
            throw new ModelException("the chat template of " + folder + " cannot render this chat: "
                    + result.getErrors().getFirst().getMessage());
        }
        return result.getOutput();
    }

    /** The end token that tokenizer_config.json names; empty where it names none. */
    public String endToken() {
        return specialTokens.getOrDefault("eos_token", "");
    }

    /** Writes the tokenizer_config.json of a model made here. */
    public static void writeTokenizerConfig(Path folder, int maximumTokens) {
        ObjectNode root = JsonFile.MAPPER.createObjectNode();
        root.put("add_bos_token", false);
        root.put("add_prefix_space", false);
        root.put("chat_template", OWN);
        root.put("clean_up_tokenization_spaces", false);
        root.put("eos_token", "<|end|>");
        root.put("model_max_length", maximumTokens);
        root.put("pad_token", "<|pad|>");
        root.put("tokenizer_class", "PreTrainedTokenizerFast");
        AtomicFile.write(
                folder.resolve("tokenizer_config.json"),
                JsonFile.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }
}
