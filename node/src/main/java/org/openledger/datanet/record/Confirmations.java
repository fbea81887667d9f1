package org.openledger.datanet.record;

import org.jdbi.v3.core.Handle;
import org.openledger.chain.rights.VersionRights;
import org.openledger.chain.token.TokenOwners;
import org.openledger.datanet.row.RowTable;

/** Notes what the chain said. Saying it again changes nothing. */
public final class Confirmations {
    private Confirmations() {}

    /** @param token the id the contract gave, decimal */
    public static void datanetCreated(Handle tx, long id, String token) {
        DatanetTable.confirm(tx, id, token);
        // it may have been sold or licensed anew before this node heard that it is there
        TokenOwners.owner(tx, TokenOwners.Registry.DATANET, token)
                .ifPresent(owner -> DatanetTable.own(tx, token, owner));
        VersionRights.stated(tx, token, VersionRights.NEXT)
                .ifPresent(licence -> DatanetTable.licensed(tx, token, licence.spdx()));
    }

    public static void datanetRefused(Handle tx, long id, String why) {
        DatanetTable.refuse(tx, id, why);
    }

    public static void contributionRecorded(Handle tx, long id) {
        ContributionTable.confirm(tx, id);
    }

    /** The contribution's rows enter no version any more; their contributor may offer them again. */
    public static void contributionRefused(Handle tx, long id, String why) {
        ContributionTable.refuse(tx, id, why);
        RowTable.refuseByChain(tx, id, why);
    }

    public static void versionPublished(Handle tx, long datanet, long number) {
        VersionTable.confirm(tx, new VersionTable.Key(datanet, number));
    }

    public static void versionRefused(Handle tx, long datanet, long number, String why) {
        VersionTable.refuse(tx, new VersionTable.Key(datanet, number), why);
    }
}
