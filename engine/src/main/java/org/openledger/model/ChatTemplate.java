package org.openledger.model;

import java.nio.file.Path;
import java.util.List;

/** Renders a chat into the one text that the model was trained to continue. */
public final class ChatTemplate {
    private ChatTemplate() {}

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
