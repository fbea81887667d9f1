package org.openledger.factory;

/** Hears of models, on the factory's thread; at the start of the node once more of all that are there. */
public interface ModelListener {
    /** The model is registered: serve it from now on. */
    void live(Model model);

    /** Its counterfactual adapters are there: attribute its answers from now on. */
    void attributable(Model model);

    /** The run was cancelled after the model was live: serve it no longer. */
    void withdrawn(Model model);
}
