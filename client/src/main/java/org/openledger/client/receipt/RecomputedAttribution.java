package org.openledger.client.receipt;

/**
 * What computing an attribution again has shown.
 *
 * @param same whether it is the same, within the receipt's tolerance
 * @param differencePpm by how much the largest of the parts differs
 * @param says so in a sentence, or names what differs
 */
public record RecomputedAttribution(boolean same, int differencePpm, String says) {}
