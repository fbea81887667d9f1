package org.openledger.api;

import io.javalin.config.RoutesConfig;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import org.openledger.api.http.Routes;

/** {@code GET /metrics}: what the node counts, in Prometheus' text format. It names no account. */
final class MetricsRoutes implements Routes {
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final PrometheusRegistry registry;

    MetricsRoutes(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/metrics", context -> {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            writer.write(text, registry.scrape());
            context.contentType(writer.getContentType()).result(text.toByteArray());
        });
    }
}
