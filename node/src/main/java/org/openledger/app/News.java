package org.openledger.app;

import java.util.Locale;
import org.openledger.factory.Model;
import org.openledger.gateway.Inference;

/** What the page's event stream says of something that changed: enough to know what to ask for again. */
record News(String id, String name, String state) {
    static News of(Inference inference) {
        return new News(
                inference.id(), inference.model(), inference.state().name().toLowerCase(Locale.ROOT));
    }

    static News of(Model model, String state) {
        return new News(model.run(), model.name(), state);
    }
}
