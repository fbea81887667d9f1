package org.openledger.datanet;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.chain.rights.Grant;
import org.openledger.chain.rights.OfferedTerms;
import org.openledger.chain.rights.StatedLicence;
import org.openledger.chain.rights.VersionRights;
import org.openledger.datanet.Rights.Used;
import org.openledger.store.Database;
import org.openledger.verify.UsageRights.Use;

/** What the chain says of somebody's use of a version: its own licence, terms that cost nothing, and what was bought. */
public final class ChainRights {
    private final Database database;
    private final InstantSource clock;
    private final boolean onChain;

    /** @param onChain whether the contracts know licences; of those from before, the node's rule answers */
    public ChainRights(Database database, InstantSource clock, boolean onChain) {
        this.database = database;
        this.clock = clock;
        this.onChain = onChain;
    }

    /** Whether one use is permitted, and by what. */
    public record Answer(Use use, boolean paid, Grant grant) {}

    /**
     * What a holder may do with a version.
     *
     * @param licence the version's own
     * @param answers each use, not for money and for money
     * @param offers the oldest first; none under contracts from before licences
     */
    public record Standing(StatedLicence licence, List<Answer> answers, List<OfferedTerms> offers) {}

    /** Whether the contracts know licences. */
    public boolean onChain() {
        return onChain;
    }

    /** What was read of a holder's rights to a version. */
    public Standing standing(Used used, Optional<String> holder) {
        return database.read(handle -> {
            StatedLicence own = Rights.licenceOf(handle, used);
            VersionRights rights = new VersionRights(
                    Optional.of(own),
                    VersionRights.of(handle, used.datanet().requireToken(), used.version(), holder)
                            .offers());
            List<Answer> answers = new ArrayList<>();
            for (Use use : Use.values()) {
                for (boolean paid : new boolean[] {false, true}) {
                    answers.add(new Answer(
                            use, paid, rights.grant(use, paid, clock.instant().getEpochSecond())));
                }
            }
            return new Standing(own, answers, rights.offers());
        });
    }
}
