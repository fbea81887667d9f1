package org.openledger.client.credential;

import java.util.Optional;

/**
 * An admin token. The node keeps its digest alone and never shows it again.
 *
 * @param id names it in lists, also after it was rotated
 * @param name who or what uses it
 * @param token to send as bearer
 * @param expiresMillis when it ends by itself
 */
public record IssuedAdminToken(String id, String name, String token, Optional<Long> expiresMillis) {}
