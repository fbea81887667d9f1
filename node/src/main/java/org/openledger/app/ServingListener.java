package org.openledger.app;

import org.openledger.answer.ServedModel;
import org.openledger.api.http.LiveEvents;
import org.openledger.factory.Model;
import org.openledger.factory.ModelListener;
import org.openledger.receipt.Attributable;

/** Hands the factory's models on: to the gateway when they can answer, to the attributor when answers can be traced. */
final class ServingListener implements ModelListener {
    private final AnsweringParts answering;
    private final LiveEvents events;

    ServingListener(AnsweringParts answering, LiveEvents events) {
        this.answering = answering;
        this.events = events;
    }

    @Override
    public void live(Model model) {
        answering.gateway().deploy(ServedModel.of(model, answering.baseName()));
        events.announce(LiveEvents.Kind.MODEL, ChangeNotice.of(model, "live"));
    }

    @Override
    public void attributable(Model model) {
        answering
                .attributor()
                .enable(Attributable.open(model, ServedModel.of(model, answering.baseName()), answering.base()));
        events.announce(LiveEvents.Kind.MODEL, ChangeNotice.of(model, "ready"));
    }

    @Override
    public void withdrawn(Model model) {
        answering.gateway().withdraw(model.name());
        events.announce(LiveEvents.Kind.MODEL, ChangeNotice.of(model, "withdrawn"));
    }
}
