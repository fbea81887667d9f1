package org.openledger.client.agent;

import java.util.Optional;

/**
 * This node in the registries of agents (ERC-8004).
 *
 * @param chainId of the chain that has them
 * @param identity address of the identity registry
 * @param reputation address of the reputation registry
 * @param validation address of the validation registry
 * @param agent the node's id there; absent where its operator did not register it
 * @param uri where its registration file is, as the chain says
 * @param wallet where it is paid, as the chain says; feedback is for calls that were paid there
 */
public record AgentRegistration(
        long chainId,
        String identity,
        String reputation,
        String validation,
        Optional<Long> agent,
        Optional<String> uri,
        Optional<String> wallet) {}
