package org.openledger.client.receipt;

/**
 * That question and answer of a receipt were erased. The log has an entry of it.
 *
 * @param timeMillis when
 * @param by who did: the payer, or the operator
 * @param logIndex of the entry, from 0
 */
public record ErasedConversation(long timeMillis, String by, long logIndex) {}
