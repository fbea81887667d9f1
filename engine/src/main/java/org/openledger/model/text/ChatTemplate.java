package org.openledger.model.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import org.openledger.model.jinja.JinjaException;
import org.openledger.model.jinja.Template;
import org.openledger.tensor.AtomicFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Renders a chat into the one text that the model was trained to continue, by the Jinja template that came with the model. */
public final class ChatTemplate {
    /** The template of models made here. */
    private static final String OWN =
            "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}<|end|>"
                    + "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}";

    /** What stands in for a template where a model has none; a model that begins texts with a token expects it here too. */
    private static final String PLAIN = "{% if bos_token %}{{ bos_token }}{% endif %}"
            + "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n"
            + "{% endfor %}{% if add_generation_prompt %}assistant:{% endif %}";

    private static final int MAXIMUM_PROMPT_CHARACTERS = 4_000_000;

    private static final List<String> SPECIAL =
            List.of("bos_token", "eos_token", "pad_token", "unk_token", "sep_token", "cls_token", "mask_token");

    private final Path folder;
    private final Template template;
    private final Template withTools;
    private final Map<String, String> specialTokens;

    private ChatTemplate(Path folder, Template template, Template withTools, Map<String, String> specialTokens) {
        this.folder = folder;
        this.template = template;
        this.withTools = withTools;
        this.specialTokens = Map.copyOf(specialTokens);
    }

    /**
     * The template in chat_template.jinja or tokenizer_config.json, a plain one where there is none.
     *
     * @throws ModelException when it cannot render the simplest chats
     */
    public static ChatTemplate load(Path folder) {
        Path file = folder.resolve("tokenizer_config.json");
        Map<String, String> tokens = new HashMap<>();
        Map<String, String> templates = new HashMap<>(Map.of("default", PLAIN));
        if (Files.exists(file)) {
            JsonNode root = JsonFile.readObject(file);
            for (String name : SPECIAL) {
                String token =
                        root.path(name).asString(root.path(name).path("content").asString(""));
                if (!token.isEmpty()) {
                    tokens.put(name, token);
                }
            }
            JsonNode given = root.path("chat_template");
            if (given.isString()) {
                templates.put("default", given.stringValue());
            }
            for (JsonNode named : given) {
                templates.put(
                        named.path("name").asString(""), named.path("template").asString(""));
            }
        }
        String usual = fromFile(folder.resolve("chat_template.jinja"), templates.getOrDefault("default", PLAIN));
        Template template = parse(folder, usual);
        String tools = templates.get("tool_use");
        ChatTemplate loaded =
                new ChatTemplate(folder, template, tools == null ? template : parse(folder, tools), tokens);
        loaded.tryOut();
        return loaded;
    }

    private static Template parse(Path folder, String template) {
        try {
            return Template.parse(template);
        } catch (JinjaException refused) {
            throw new ModelException("the chat template of " + folder + " cannot be used: " + refused.getMessage());
        }
    }

    /** What cannot be rendered is said now, not to whoever asks first. A template may refuse a system message. */
    private void tryOut() {
        List<Message> chat = List.of(Message.user("Hello."), Message.assistant("Good day."));
        List<Message> withSystem = Stream.concat(Stream.of(new Message("system", "Be kind.")), chat.stream())
                .toList();
        try {
            text(Chat.of(withSystem), true);
        } catch (JinjaException failure) {
            if (!failure.isRefusal()) {
                throw cannot(failure);
            }
            render(Chat.of(chat), true);
        }
    }

    private static String fromFile(Path file, String otherwise) {
        try {
            return Files.exists(file) ? Files.readString(file) : otherwise;
        } catch (IOException failure) {
            throw new ModelException("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * A chat as text, with or without the beginning of what the assistant says next.
     *
     * @throws ModelException when the template refuses the chat or fails
     */
    public String render(Chat chat, boolean assistantSpeaks) {
        try {
            return text(chat, assistantSpeaks);
        } catch (JinjaException failure) {
            throw cannot(failure);
        }
    }

    private ModelException cannot(JinjaException failure) {
        return new ModelException(
                "the chat template of " + folder + " cannot render this chat: " + failure.getMessage(), failure);
    }

    private String text(Chat chat, boolean assistantSpeaks) {
        Map<String, @Nullable Object> context = new HashMap<>(specialTokens);
        context.put("add_generation_prompt", assistantSpeaks);
        context.put(
                "messages",
                chat.messages().stream().map(ChatTemplate::forTemplate).toList());
        context.put("tools", chat.tools().isEmpty() ? null : chat.tools());
        context.put("documents", null);
        return (chat.tools().isEmpty() ? template : withTools).render(context, chat.now(), MAXIMUM_PROMPT_CHARACTERS);
    }

    private static Map<String, Object> forTemplate(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", message.role());
        fields.put("content", message.content());
        if (!message.calls().isEmpty()) {
            fields.put(
                    "tool_calls",
                    message.calls().stream().map(ChatTemplate::forTemplate).toList());
        }
        message.callId().ifPresent(id -> fields.put("tool_call_id", id));
        message.name().ifPresent(name -> fields.put("name", name));
        return fields;
    }

    private static Map<String, Object> forTemplate(ToolCall call) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", call.name());
        function.put("arguments", call.arguments());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", call.id());
        fields.put("type", "function");
        fields.put("function", function);
        return fields;
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
