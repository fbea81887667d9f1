package org.openledger.app;

import java.util.Locale;
import org.openledger.answer.Inference;
import org.openledger.registry.Model;

/** What the page's event stream says of something that changed: enough to know what to ask for again. */
record ChangeNotice(String id, String name, String state) {
    static ChangeNotice of(Inference inference) {
        return new ChangeNotice(
                inference.id(), inference.model(), inference.state().name().toLowerCase(Locale.ROOT));
    }

    static ChangeNotice of(Model model, String state) {
        return new ChangeNotice(model.id(), model.name(), state);
    }
}
