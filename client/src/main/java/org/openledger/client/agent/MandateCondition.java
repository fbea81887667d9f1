package org.openledger.client.agent;

import java.util.Optional;

/**
 * What must hold of each call besides, in the Common Expression Language (CEL).
 *
 * @param name to tell it from others: lowercase letters, digits and _
 * @param tool that it is of; of every tool where there is none
 * @param cel true or false, over tool, toolClass, arguments, mostGwei, seconds (since 1970, UTC), tainted and licences (by Datanet)
 */
public record MandateCondition(String name, Optional<String> tool, String cel) {}
