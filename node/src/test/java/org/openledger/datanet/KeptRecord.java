package org.openledger.datanet;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.Confirmations;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PolicyRule;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.record.SigningDomain;
import org.openledger.datanet.record.Version;
import org.openledger.verify.LogEntry;

/** Keeps what would become public in a list, and confirms Datanets at once under a token of their own. */
final class KeptRecord implements PublicRecord {
    static final SigningDomain DOMAIN = new SigningDomain(31_337, "0x" + "12".repeat(20));

    final List<String> entries = new ArrayList<>();
    final List<LogEntry> reviews = new ArrayList<>();
    boolean failing;

    @Override
    public SigningDomain domain() {
        return DOMAIN;
    }

    @Override
    public void datanetCreated(Handle tx, Datanet datanet) {
        Confirmations.datanetCreated(tx, datanet.id(), Long.toString(datanet.id() + 40));
        keep("datanet " + datanet.id());
    }

    @Override
    public void contributionSigned(Handle tx, Datanet datanet, Contribution contribution) {
        keep("contribution " + contribution.id());
    }

    @Override
    public void ruleSet(Handle tx, PolicyRule rule) {
        keep("rule " + rule.datanet() + "/" + rule.number());
    }

    @Override
    public long reviewed(Handle tx, LogEntry entry) {
        reviews.add(entry);
        return reviews.size() - 1L;
    }

    @Override
    public void versionPublished(Handle tx, Datanet datanet, Version version) {
        keep("version " + datanet.id() + "/" + version.number());
    }

    /** Where an entry of a review would be in the log. */
    OptionalLong indexOf(Handle handle, LogEntry entry) {
        int index = reviews.indexOf(entry);
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(index);
    }

    private void keep(String entry) {
        if (failing) {
            throw new IllegalStateException("the record cannot be written");
        }
        entries.add(entry);
    }
}
