package org.openledger.factory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.datanet.Datanet;
import org.openledger.datanet.Licence;
import org.openledger.factory.FactoryException.Kind;

/**
 * Whether data may be used for a model. A fine-tuned model is treated as an adaptation of its data: the careful reading,
 * under which no owner is surprised. So a licence without derivatives allows no model at all, and one without commercial
 * use allows none that is served for money. Share-alike data may be mixed with others only when all carry the same
 * licence, since the model would have to carry it. Attribution is met by every receipt.
 */
final class Rights {
    private Rights() {}

    /** Throws {@link FactoryException}, naming every Datanet that stands in the way. */
    static void require(List<Datanet> datanets, boolean paid) {
        List<String> objections = new ArrayList<>();
        for (Datanet datanet : datanets) {
            objection(datanet.licence(), paid)
                    .ifPresent(why -> objections.add("Datanet " + datanet.id() + " (" + datanet.name() + ") is under "
                            + datanet.licence().spdx() + ", which " + why));
        }
        List<String> shareAlike = datanets.stream()
                .map(Datanet::licence)
                .filter(Licence::shareAlike)
                .map(Licence::spdx)
                .distinct()
                .toList();
        if (shareAlike.size() > 1) {
            objections.add(String.join(" and ", shareAlike)
                    + " each ask that what is made of them carries that licence alone");
        }
        if (!objections.isEmpty()) {
            throw new FactoryException(
                    Kind.NO_RIGHT, String.join("; ", objections) + ". Choose other Datanets, or ask their owners.");
        }
    }

    private static Optional<String> objection(Licence licence, boolean paid) {
        if (!licence.derivatives()) {
            return Optional.of("allows no adaptation, so no model may be made of it");
        }
        if (paid && !licence.commercialUse()) {
            return Optional.of("allows no commercial use, so no model served for money may be made of it");
        }
        return Optional.empty();
    }
}
