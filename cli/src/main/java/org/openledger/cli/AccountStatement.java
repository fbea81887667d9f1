package org.openledger.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.account.AuditEntry;
import org.openledger.client.account.StatementEntry;

/**
 * An account with all that explains it, as the command prints it.
 *
 * @param lines what answers and runs paid it
 * @param audits what audits of epochs changed
 */
record AccountStatement(@JsonUnwrapped AccountDetail account, List<StatementEntry> lines, List<AuditEntry> audits) {}
