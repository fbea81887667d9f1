package org.openledger.app;

import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.record.ChainRecord;
import org.openledger.datanet.record.Datanet;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.SignIns;
import org.openledger.identity.Wallets;

/** Datanets and what people give to them. */
public record CommunityParts(
        Datanets datanets, Contributions contributions, Versions versions, IntakeLimits limits, SignIns signIns) {

    public static CommunityParts open(FoundationParts on, Lifecycle lifecycle) {
        ChainRecord record = lifecycle.keep(
                new ChainRecord(on.database(), on.log(), on.outbox(), on.bindings(), on.contracts()));
        Wallets wallets = new Wallets(ContractCalls.on(on.client()));
        IntakeLimits limits = IntakeLimits.STANDARD;
        Datanets datanets = new Datanets(on.database(), on.blobs(), record, on.clock());
        Contributions contributions =
                new Contributions(on.database(), on.blobs(), on.accounts(), wallets, record, limits, on.clock());
        Versions versions = new Versions(on.database(), on.blobs(), on.accounts(), wallets, record, on.clock());
        record.resume();
        SignIns signIns = new SignIns(on.database(), wallets, on.contracts().chainId(), on.clock());
        return new CommunityParts(datanets, contributions, versions, limits, signIns);
    }

    /** The id on chain of the Datanet that a row is in. */
    String tokenOf(String leaf) {
        return contributions
                .row(leaf)
                .map(row -> datanets.require(row.datanet()))
                .map(Datanet::requireToken)
                .orElseThrow(
                        () -> new IllegalStateException("a model knows the row " + leaf + ", the database does not"));
    }
}
