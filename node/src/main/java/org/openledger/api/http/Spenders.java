package org.openledger.api.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Who says where the money of an account goes that the node signs for. A Datanet's commons is its owner's to give, wherever its
 * money lies: due to it, or with its address on chain, where anybody can bring it by a claim.
 *
 * @param commonsOf the Datanet, by its id on chain, whose commons an address is
 * @param owners of Datanets, by their ids on chain
 * @param keptHere whether the node keeps the key of an address
 */
public record Spenders(
        Function<String, Optional<String>> commonsOf,
        Function<String, Optional<String>> owners,
        Predicate<String> keptHere) {

    /** {@link ApiException} unless the caller may spend of the account. No administrator may for an owner with a wallet. */
    public void require(Access.Caller caller, String account) {
        Optional<String> datanet = commonsOf.apply(account);
        if (datanet.isEmpty()) {
            caller.requireFor(account);
            return;
        }
        String owner = owners.apply(datanet.get())
                .orElseThrow(() -> ApiException.notFound("account", "There is no Datanet " + datanet.get() + " here."));
        if (keptHere.test(owner)) {
            caller.requireFor(owner);
        } else {
            caller.requireHolder(
                    owner, "Only the owner of Datanet " + datanet.get() + " says who gets of its commons.");
        }
    }
}
