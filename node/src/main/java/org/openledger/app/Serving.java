package org.openledger.app;

import org.openledger.api.Events;
import org.openledger.factory.Model;
import org.openledger.factory.ModelListener;
import org.openledger.gateway.Attributable;
import org.openledger.gateway.Deployment;

/** Hands the factory's models on: to the gateway when they can answer, to the attributor when answers can be traced. */
final class Serving implements ModelListener {
    private final Answering answering;
    private final Events events;

    Serving(Answering answering, Events events) {
        this.answering = answering;
        this.events = events;
    }

    @Override
    public void live(Model model) {
        answering.gateway().deploy(Deployment.of(model, answering.baseName()));
        events.announce(Events.Kind.MODEL, News.of(model, "live"));
    }

    @Override
    public void attributable(Model model) {
        answering
                .attributor()
                .enable(Attributable.open(model, Deployment.of(model, answering.baseName()), answering.base()));
        events.announce(Events.Kind.MODEL, News.of(model, "ready"));
    }

    @Override
    public void withdrawn(Model model) {
        answering.gateway().withdraw(model.name());
        events.announce(Events.Kind.MODEL, News.of(model, "withdrawn"));
    }
}
