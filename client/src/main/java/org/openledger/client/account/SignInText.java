package org.openledger.client.account;

/**
 * What a wallet signs to sign in.
 *
 * @param message of EIP-4361
 */
public record SignInText(String message) {}
