package org.openledger.client.agent;

/**
 * That a client paid for a call, as {@code showPaid} of the reputation registry takes it.
 *
 * @param reputation address of the registry
 * @param operator who was paid
 * @param client who paid, and alone gives the feedback
 * @param record what the feedback bears as its hash: Keccak-256 of the record's canonical bytes
 * @param paidGwei what the call cost; the registry and the signature have it in wei, a thousand million of each
 * @param drawnGwei what the operator has drawn from the client on chain so far; the record is taken once that covers it
 * @param signature the operator's, over record, client and wei (EIP-712)
 */
public record PaidAction(
        String reputation,
        String operator,
        String client,
        String record,
        long paidGwei,
        long drawnGwei,
        String signature) {}
