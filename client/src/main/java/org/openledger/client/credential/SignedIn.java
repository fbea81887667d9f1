package org.openledger.client.credential;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * Who a call's bearer is.
 *
 * @param kind nobody, key, wallet or administrator
 * @param name of the admin token or the key
 * @param account that signed in, or whose deposit the key spends
 * @param scopes what the key may be used for
 */
public record SignedIn(
        String kind,
        Optional<String> name,
        Optional<String> account,
        @AtMost(3) List<String> scopes) {}
