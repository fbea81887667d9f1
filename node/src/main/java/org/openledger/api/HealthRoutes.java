package org.openledger.api;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.openledger.api.http.Handlers;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.node.NodeReadiness;

/** How the node is, for those who watch it: alive, ready, and what it counts in Prometheus' text format. It names no account. */
final class HealthRoutes implements Handlers.Noun {
    private static final int NOT_READY = 503;

    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final NodeParts parts;

    HealthRoutes(NodeParts parts) {
        this.parts = parts;
    }

    @Override
    public void handle(Handlers handlers) {
        List.of(NodeEndpoints.HEALTH, NodeEndpoints.SERVER_HEALTH, NodeEndpoints.SERVER_VERSION)
                .forEach(endpoint -> handlers.answer(endpoint, _ -> parts.health()));
        handlers.answer(NodeEndpoints.READY, call -> {
            NodeReadiness readiness = parts.readiness().get();
            if (!readiness.ready()) {
                call.context().status(NOT_READY);
            }
            return readiness;
        });
        handlers.write(NodeEndpoints.METRICS, call -> {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            writer.write(text, parts.metrics().scrape());
            call.context().contentType(writer.getContentType()).result(text.toByteArray());
        });
    }
}
