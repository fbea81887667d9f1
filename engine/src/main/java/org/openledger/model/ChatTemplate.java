package org.openledger.model;

import java.nio.file.Path;
import java.util.List;
import org.openledger.tensor.AtomicFile;
import tools.jackson.databind.node.ObjectNode;

/** Renders a chat into the one text that the model was trained to continue. */
public final class ChatTemplate {
    private ChatTemplate() {}

    /** The template of models made here, in the Jinja form that transformers reads. */
    private static final String OWN =
            "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}<|end|>"
                    + "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}";

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

    static ChatTemplate load(Path folder) {
        return new ChatTemplate();
    }

    /** The prompt after which the assistant speaks. */
    public String render(List<Message> messages) {
        StringBuilder prompt = new StringBuilder();
        for (Message message : messages) {
            prompt.append("<|")
                    .append(message.role())
                    .append("|>")
                    .append(message.content())
                    .append("<|end|>");
        }
        return prompt.append("<|assistant|>").toString();
    }
}
