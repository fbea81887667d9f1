package org.openledger.api;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Who may administer the node: whoever holds the token of its data folder. */
public final class AdminToken {
    private static final String BEARER = "Bearer ";

    private final byte[] token;

    public AdminToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** 401 unless the request carries this node's token. */
    void require(Context context) {
        String header = context.header("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            throw ApiException.unauthorized(
                    "This call needs the node's admin token: 'Authorization: Bearer …', from admin.token in its data folder.");
        }
        byte[] given = header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, token)) {
            throw ApiException.unauthorized(
                    "The admin token is not this node's; it is in admin.token in its data folder.");
        }
    }
}
