package org.openledger.api;

import io.javalin.http.Context;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Handlers;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.log.Log;

/** The Merkle log's files as C2SP tlog-tiles lays them out. */
public final class LogRoutes implements Handlers.Noun {
    private static final String KEEP_FOR_EVER = "public, max-age=31536000, immutable";

    private final Log log;

    public LogRoutes(Log log) {
        this.log = log;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.write(NodeEndpoints.LOG, call -> {
            Context context = call.context();
            Log.Served served = log.serve(context.pathParam("path"))
                    .orElseThrow(() -> ApiException.notFound(
                            "The log has no " + context.path() + "; begin with /log/checkpoint."));
            context.contentType(served.contentType())
                    .header("Cache-Control", served.immutable() ? KEEP_FOR_EVER : "no-cache")
                    .result(served.bytes());
        });
    }
}
