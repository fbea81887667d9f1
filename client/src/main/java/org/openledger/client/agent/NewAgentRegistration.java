package org.openledger.client.agent;

/**
 * That the node is registered as an agent.
 *
 * @param uri where others find its registration file: the node's /.well-known/agent-registration.json, or a copy elsewhere
 */
public record NewAgentRegistration(String uri) {}
