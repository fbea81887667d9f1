package org.openledger.app;

import org.openledger.answer.GatewayException;
import org.openledger.answer.ServedModel;
import org.openledger.api.http.LiveEvents;
import org.openledger.factory.Model;
import org.openledger.factory.ModelListener;
import org.openledger.receipt.Attributable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the factory's models on: to the gateway when they can answer, to the attributor when answers can be traced. A damaged one
 * keeps no other from being served.
 */
final class ServingListener implements ModelListener {
    private static final Logger LOG = LoggerFactory.getLogger(ServingListener.class);

    private final AnsweringParts answering;
    private final LiveEvents events;

    ServingListener(AnsweringParts answering, LiveEvents events) {
        this.answering = answering;
        this.events = events;
    }

    @Override
    public void live(Model model) {
        try {
            answering.gateway().deploy(ServedModel.of(model, answering.baseName()));
        } catch (GatewayException damaged) {
            LOG.error("{}", damaged.getMessage());
            return;
        }
        events.announce(LiveEvents.Kind.MODEL, ChangeNotice.of(model, "live"));
    }

    @Override
    public void attributable(Model model) {
        if (answering.gateway().model(model.name()).isEmpty()) {
            return;
        }
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
