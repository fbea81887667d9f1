package org.openledger.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.openledger.log.Log;
import org.openledger.store.seal.Finding;
import org.openledger.verify.LogEntry;

/** Compares what was decided about names, and what is said of models that were brought, with the log. */
public final class RegistryCheck {
    private static final String RESTORE = "restore the database from a backup";
    private static final int PAGE = 1_000;
    private static final int MAX_FINDINGS = 100;

    private final Log log;
    private final Models models;

    public RegistryCheck(Log log, Models models) {
        this.log = log;
        this.models = models;
    }

    public List<Finding> fsck(Handle handle) {
        List<Finding> findings = new ArrayList<>();
        checkOffers(handle, findings);
        for (ModelTable.Row row : ModelTable.all(handle)) {
            if (findings.size() < MAX_FINDINGS) {
                checkModel(handle, models.toModel(handle, row), findings);
            }
        }
        return findings;
    }

    private void checkOffers(Handle handle, List<Finding> findings) {
        long expected = 1;
        List<Offer> page = OfferTable.after(handle, 0, PAGE);
        while (!page.isEmpty() && findings.size() < MAX_FINDINGS) {
            for (Offer offer : page) {
                if (offer.position() != expected) {
                    findings.add(offerFinding(
                            expected, "the decisions " + expected + " to " + (offer.position() - 1) + " are missing"));
                }
                if (offer.logIndex().isPresent()
                        && !isAt(handle, offer.logEntry(), offer.logIndex().get())) {
                    findings.add(offerFinding(
                            offer.position(),
                            "it is not what the log has the digest of at "
                                    + offer.logIndex().get()));
                }
                expected = offer.position() + 1;
            }
            page = OfferTable.after(handle, expected - 1, PAGE);
        }
    }

    private boolean isAt(Handle handle, LogEntry entry, long index) {
        OptionalLong found = log.find(handle, entry.leafHash());
        return found.isPresent() && found.getAsLong() == index;
    }

    private void checkModel(Handle handle, Model model, List<Finding> findings) {
        LogEntry entry = model.origin() == Origin.TRAINED
                ? LogEntry.of("model", model.id(), model.adapterDigest())
                : BroughtModels.logEntry(model);
        if (log.find(handle, entry.leafHash()).isEmpty()) {
            findings.add(new Finding(
                    "model_version", model.id(), "the log has another digest of what is said of it", RESTORE));
        }
    }

    private static Finding offerFinding(long position, String what) {
        return new Finding("model_offer", Long.toString(position), what, RESTORE);
    }
}
