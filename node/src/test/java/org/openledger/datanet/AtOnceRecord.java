package org.openledger.datanet;

import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.Confirmations;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PolicyRule;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.record.SigningDomain;
import org.openledger.datanet.record.Version;
import org.openledger.verify.LogEntry;

/** Confirms everything in the same transaction; Datanet n has the token n + 40. */
public final class AtOnceRecord implements PublicRecord {
    @Override
    public SigningDomain domain() {
        return new SigningDomain(31_337, "0x" + "12".repeat(20));
    }

    @Override
    public void datanetCreated(Handle tx, Datanet datanet) {
        Confirmations.datanetCreated(tx, datanet.id(), Long.toString(datanet.id() + 40));
    }

    @Override
    public void contributionSigned(Handle tx, Datanet datanet, Contribution contribution) {
        Confirmations.contributionRecorded(tx, contribution.id());
    }

    @Override
    public void ruleSet(Handle tx, PolicyRule rule) {
        // nobody reads it
    }

    @Override
    public long reviewed(Handle tx, LogEntry entry) {
        return 0;
    }

    @Override
    public void versionPublished(Handle tx, Datanet datanet, Version version) {
        Confirmations.versionPublished(tx, version.datanet(), version.number());
    }
}
