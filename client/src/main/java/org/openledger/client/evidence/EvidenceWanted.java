package org.openledger.client.evidence;

import org.openledger.client.shape.WhenAbsent;

/**
 * Which pack.
 *
 * @param of what it is of: the id of a receipt or an act, a model's name, NAME@NUMBER or id, or a Datanet's ID or ID@NUMBER
 * @param conversation whether a receipt's question and answer are in it; for the payer and the administrator alone
 */
public record EvidenceWanted(String of, @WhenAbsent("false") boolean conversation) {}
