package org.openledger.app;

import java.util.Optional;
import org.openledger.answer.GatewayException;
import org.openledger.answer.ServedModel;
import org.openledger.api.http.LiveEvents;
import org.openledger.model.BaseModel;
import org.openledger.model.file.ModelException;
import org.openledger.receipt.Attributable;
import org.openledger.registry.AdapterTiers;
import org.openledger.registry.Model;
import org.openledger.registry.ModelListener;
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
    private final AdapterTiers tiers;

    ServingListener(AnsweringParts answering, LiveEvents events, AdapterTiers tiers) {
        this.answering = answering;
        this.events = events;
        this.tiers = tiers;
    }

    @Override
    public void live(Model model, Optional<Long> priceGwei) {
        answering.gateway().deploy(ServedModel.of(model, baseName(model), priceGwei, tiers));
        events.announce(LiveEvents.Kind.MODEL, ChangeNotice.of(model, "live"));
    }

    private String baseName(Model model) {
        return answering.bases().nameOf(model.baseDigest());
    }

    @Override
    public void attributable(Model model) {
        if (model.token().isEmpty()) {
            return; // nobody could ask it yet
        }
        try {
            ServedModel served = ServedModel.of(model, baseName(model), Optional.empty(), tiers);
            BaseModel base = answering.bases().of(model.baseDigest());
            answering.attributor().enable(Attributable.of(model, served, base));
        } catch (GatewayException | ModelException damaged) {
            LOG.error("{}", damaged.getMessage());
            return;
        }
        events.announce(LiveEvents.Kind.MODEL, ChangeNotice.of(model, "ready"));
    }

    @Override
    public void withdrawn(String name) {
        if (answering.gateway().withdraw(name)) {
            events.announce(LiveEvents.Kind.MODEL, new ChangeNotice(name, name, "withdrawn"));
        }
    }

    @Override
    public void gone(Model model) {
        answering.gateway().forget(model.name(), model.adapterDigest());
        events.announce(LiveEvents.Kind.MODEL, ChangeNotice.of(model, "gone"));
    }
}
