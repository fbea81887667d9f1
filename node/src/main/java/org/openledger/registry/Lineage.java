package org.openledger.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Licence;
import org.openledger.datanet.record.Version;
import org.openledger.store.Refusal.Kind;

/** What a model learnt from, as the chain knows it, and whether that allows it. */
public final class Lineage {
    private final Datanets datanets;
    private final Versions versions;

    public Lineage(Datanets datanets, Versions versions) {
        this.datanets = datanets;
        this.versions = versions;
    }

    /** The Datanets of versions that the chain has; {@link RegistryException} names one that it does not have. */
    public List<Datanet> require(List<Source> sources) {
        List<Datanet> found = new ArrayList<>();
        for (Source source : sources) {
            Datanet datanet = datanets.require(source.datanet());
            Version version = versions.require(source.datanet(), source.number());
            if (version.state() != Version.State.PUBLISHED || version.chainState() != ChainState.CONFIRMED) {
                throw new RegistryException(
                        Kind.CONFLICT,
                        "version " + source.number() + " of Datanet " + source.datanet() + " is not on chain "
                                + (version.chainState() == ChainState.REFUSED
                                        ? "and will not be: " + version.chainDetail()
                                        : "yet: publish it, or try again in a few seconds"));
            }
            found.add(datanet);
        }
        return found;
    }

    /** Refuses a model whose Datanets do not allow it, or not for money; gives the Datanets. */
    public List<Datanet> requireRights(List<Source> sources, boolean paid) {
        List<Datanet> found = require(sources);
        Rights.objection(found, Rights.Use.MODEL, paid).ifPresent(why -> {
            throw new RegistryException(Kind.FORBIDDEN, why + " Choose other Datanets, or ask their owners.");
        });
        return found;
    }

    /** The one licence that a model of these must carry, where one of them asks for that. */
    static Optional<Licence> shareAlike(List<Datanet> datanets) {
        return datanets.stream()
                .map(Datanet::licence)
                .filter(Licence::shareAlike)
                .findFirst();
    }
}
