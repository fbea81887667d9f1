package org.openledger.client.account;

/**
 * Who wants to sign in.
 *
 * @param address of their wallet
 */
public record SignInRequest(String address) {}
