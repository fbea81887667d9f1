package org.openledger.fuzz;

import java.util.List;
import org.openledger.model.file.ModelException;
import org.openledger.model.text.Chat;
import org.openledger.model.text.ChatTemplate;
import org.openledger.model.text.Message;

/** Chat templates, which are programs of strangers. */
public final class TemplateFuzz {
    private TemplateFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Scratch.file("chat_template.jinja", input);
        try {
            ChatTemplate.load(Scratch.folder())
                    .render(Chat.of(List.of(Message.user("What is salt?"), Message.assistant("Sea."))), true);
        } catch (ModelException refused) {
            // a sentence
        }
    }
}
