package org.openledger.registry;

import java.util.Optional;

/** Hears of models; at the start of the node once more of all that are there. */
public interface ModelListener {
    /** The version answers under its name from now on, at this price a token, or the node's own. */
    void live(Model model, Optional<Long> priceGwei);

    /** Its counterfactual adapters are there: attribute its answers from now on. */
    void attributable(Model model);

    /** Nothing answers under the name any more; what was answered is still attributed. */
    void withdrawn(String name);

    /** The version is gone before its answers could be attributed. */
    void gone(Model model);
}
