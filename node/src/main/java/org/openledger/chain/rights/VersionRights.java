package org.openledger.chain.rights;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.verify.UsageRights;
import org.openledger.verify.UsageRights.Reason;
import org.openledger.verify.UsageRights.Use;

/**
 * All that the chain says of one holder's rights to one version. {@link #grant} is the function of that name of the Licences contract.
 *
 * @param own what the version's own licence is; empty where none is stated
 * @param offers the oldest first
 */
public record VersionRights(Optional<StatedLicence> own, List<OfferedTerms> offers) {
    /** The number of any version that is not published yet. */
    public static final long NEXT = 0xffff_ffffL;

    private static final String NOBODY = "0x" + "0".repeat(40);

    public VersionRights {
        offers = List.copyOf(offers);
    }

    /**
     * What was read of a version.
     *
     * @param token the Datanet's id on chain, decimal
     * @param holder a lower-case address; empty for anybody
     */
    public static VersionRights of(Handle handle, String token, long version, Optional<String> holder) {
        return new VersionRights(
                RightsTable.licence(handle, token, version),
                RightsTable.offers(handle, token, version, holder.orElse(NOBODY)));
    }

    /** A version's own licence; for the next one, what it would be published under. */
    public static Optional<StatedLicence> stated(Handle handle, String token, long version) {
        return RightsTable.licence(handle, token, version);
    }

    /** Whether anything of a Datanet was read: nothing is under contracts from before licences, or of one that is just made. */
    public static boolean known(Handle handle, String token) {
        return RightsTable.known(handle, token);
    }

    /** Whether the chain was read as far as a version's publication, so that all that its licence can be is known. */
    public static boolean published(Handle handle, String token, long version) {
        return RightsTable.published(handle, token, version);
    }

    /**
     * Whether a use is permitted, and by what. Where nothing permits it, the objection is that of the version's own licence, or that a
     * licence which would is expired.
     *
     * @param paid whether it is done for money
     */
    public Grant grant(Use use, boolean paid, long nowSeconds) {
        int uses = own.map(StatedLicence::uses).orElse(0);
        String spdx = own.map(StatedLicence::spdx).orElse("");
        Grant found = new Grant(UsageRights.objection(uses, use, paid), spdx, uses, false);
        for (OfferedTerms terms : offers) {
            if (found.objection().isEmpty()) {
                break;
            }
            if (UsageRights.objection(terms.uses(), use, paid).isPresent()) {
                continue;
            }
            if (terms.free() || (terms.held() != 0 && !terms.expired(nowSeconds))) {
                found = new Grant(Optional.empty(), terms.spdx(), terms.uses(), true);
            } else if (terms.held() != 0) {
                found = new Grant(Optional.of(Reason.EXPIRED), spdx, uses, false);
            }
        }
        return found;
    }
}
