package org.openledger.gateway;

import java.util.concurrent.Semaphore;
import org.openledger.model.BaseModel;
import org.openledger.serve.ServingEngine;
import org.openledger.serve.grammar.Grammars;

/** A base with the engine that serves it and all adapters on it. */
public final class ServedBase {
    private final BaseModel model;
    private final ServingEngine engine;
    private final Grammars grammars;
    private final SourcesHelp sourcesHelp;
    /** As many answers as the engine computes and lets wait: who finds none free is refused before anything is read or written. */
    private final Semaphore places;

    public ServedBase(BaseModel model, ServingEngine engine) {
        this.model = model;
        this.engine = engine;
        this.grammars = new Grammars(model.tokenizer(), model.config().endTokens());
        this.sourcesHelp = new SourcesHelp(engine);
        this.places = new Semaphore(engine.limits().mostTexts());
    }

    public BaseModel model() {
        return model;
    }

    ServingEngine engine() {
        return engine;
    }

    Semaphore places() {
        return places;
    }

    Grammars grammars() {
        return grammars;
    }

    SourcesHelp sourcesHelp() {
        return sourcesHelp;
    }

    /** Nothing that was computed of a payer's earlier prompts is used again. */
    public void forget(String payer) {
        engine.forget(payer);
    }

    /** The longest prompt and answer together, in tokens. */
    public int contextTokens() {
        return engine.limits().contextTokens();
    }
}
