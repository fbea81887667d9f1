package org.openledger.client.credential;

import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * A link to be, which opens the page as administrator, once.
 *
 * @param name of the session that it opens
 */
public record NewAdminLink(
        @WhenAbsent("\"link\"") @Example("\"mira\"") String name) {}
