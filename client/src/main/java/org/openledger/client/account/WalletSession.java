package org.openledger.client.account;

/**
 * A session of a wallet.
 *
 * @param token to send as bearer
 * @param address that signed in
 * @param expiresMillis until when it holds
 */
public record WalletSession(String token, String address, long expiresMillis) {}
