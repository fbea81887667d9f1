package org.openledger.client.account;

/**
 * A signed message of EIP-4361.
 *
 * @param message as the node gave it
 * @param signature of the wallet over it
 */
public record SignedMessage(String message, String signature) {}
