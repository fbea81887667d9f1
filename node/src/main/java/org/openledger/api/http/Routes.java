package org.openledger.api.http;

import io.javalin.config.RoutesConfig;

/** A group of routes about one noun. */
@FunctionalInterface
public interface Routes {
    void register(RoutesConfig routes);
}
