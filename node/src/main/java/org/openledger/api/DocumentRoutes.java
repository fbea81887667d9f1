package org.openledger.api;

import java.io.IOException;
import java.io.InputStream;
import org.openledger.api.http.Handlers;
import org.openledger.client.Endpoints;
import org.openledger.client.node.NodeEndpoints;

/** {@code GET /openapi.json}: the API described, as it was made from the endpoints at build. */
final class DocumentRoutes implements Handlers.Noun {
    @Override
    public void handle(Handlers handlers) {
        handlers.write(
                NodeEndpoints.DOCUMENT,
                call -> call.context().contentType("application/json").result(read()));
    }

    private static byte[] read() throws IOException {
        try (InputStream in = Endpoints.class.getResourceAsStream("/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not in the client's jar");
            }
            return in.readAllBytes();
        }
    }
}
