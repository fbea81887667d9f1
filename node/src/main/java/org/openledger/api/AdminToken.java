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
        if (!holds(context)) {
            throw ApiException.unauthorized("This call needs the node's admin token: 'Authorization: Bearer …', from"
                    + " admin.token in its data folder.");
        }
    }

    /** Whether the request carries this node's token. */
    boolean holds(Context context) {
        String header = context.header("Authorization");
        return header != null
                && header.startsWith(BEARER)
                && MessageDigest.isEqual(
                        header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8), token);
    }
}
