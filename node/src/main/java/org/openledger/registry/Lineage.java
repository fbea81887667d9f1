package org.openledger.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.chain.rights.Grant;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.UsageRights;

/** What a model learnt from, as the chain knows it, and whether that allows it. */
public final class Lineage {
    private final Datanets datanets;
    private final Versions versions;
    private final Rights rights;

    public Lineage(Datanets datanets, Versions versions, Rights rights) {
        this.datanets = datanets;
        this.versions = versions;
        this.rights = rights;
    }

    /** Versions that the chain has; {@link RegistryException} names one that it does not have. */
    private List<Rights.Used> require(List<Source> sources) {
        List<Rights.Used> found = new ArrayList<>();
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
            Rights.Used used = new Rights.Used(datanet, source.number());
            rights.requireRead(used);
            found.add(used);
        }
        return found;
    }

    /**
     * Refuses a model whose Datanets do not allow it to its owner, or not for money; gives what holds for each.
     *
     * @param owner whose licences count
     */
    public List<Rights.Held> requireRights(List<Source> sources, boolean paid, String owner) {
        return require(require(sources), new Rights.Purpose(Rights.Use.MODEL, paid, Optional.of(owner)));
    }

    /** The same, and that the model may answer. */
    void requireMayAnswer(List<Source> sources, boolean paid, String owner) {
        requireRights(sources, paid, owner);
        require(require(sources), new Rights.Purpose(Rights.Use.ANSWERS, paid, Optional.of(owner)));
    }

    private List<Rights.Held> require(List<Rights.Used> used, Rights.Purpose purpose) {
        List<Rights.Held> held = rights.held(used, purpose);
        Rights.objectionTo(held, purpose).ifPresent(why -> {
            throw new RegistryException(
                    Kind.FORBIDDEN, why + " Choose other Datanets, buy a licence, or ask their owners.");
        });
        return held;
    }

    /** The one licence that a model of these must carry, where one of them asks for that. */
    public static Optional<String> shareAlike(List<Rights.Held> held) {
        return held.stream()
                .map(Rights.Held::grant)
                .filter(grant -> (grant.uses() & UsageRights.SHARE_ALIKE) != 0)
                .map(Grant::spdx)
                .findFirst();
    }
}
