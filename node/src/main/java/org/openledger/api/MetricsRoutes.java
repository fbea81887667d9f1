package org.openledger.api;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import org.openledger.api.http.Handlers;
import org.openledger.client.node.NodeEndpoints;

/** {@code GET /metrics}: what the node counts, in Prometheus' text format. It names no account. */
final class MetricsRoutes implements Handlers.Noun {
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final PrometheusRegistry registry;

    MetricsRoutes(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.write(NodeEndpoints.METRICS, call -> {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            writer.write(text, registry.scrape());
            call.context().contentType(writer.getContentType()).result(text.toByteArray());
        });
    }
}
