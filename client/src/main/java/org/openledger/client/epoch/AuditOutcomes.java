package org.openledger.client.epoch;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some outcomes of the audit of an epoch.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record AuditOutcomes(List<AuditOutcome> list, long total) implements ListingAnswer<AuditOutcome> {}
