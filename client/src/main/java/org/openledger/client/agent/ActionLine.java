package org.openledger.client.agent;

import java.util.Optional;

/**
 * What an agent did, or was not let do.
 *
 * @param id 32 hexadecimal digits
 * @param mandate under which
 * @param tool its name
 * @param toolClass read, spend or write
 * @param state awaiting, admitted, executed, declined, failed or stopped
 * @param why it waits, was declined or failed; empty where it was executed
 * @param createdMillis when it was asked for
 * @param mostGwei what it might cost
 * @param paidGwei what it cost
 * @param receipt of the answer that it is
 */
public record ActionLine(
        String id,
        String mandate,
        String tool,
        String toolClass,
        String state,
        String why,
        long createdMillis,
        long mostGwei,
        long paidGwei,
        Optional<String> receipt) {}
