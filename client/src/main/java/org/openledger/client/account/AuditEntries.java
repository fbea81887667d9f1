package org.openledger.client.account;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some of what audits of epochs changed for an account.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record AuditEntries(List<AuditEntry> list, long total) implements ListingAnswer<AuditEntry> {}
