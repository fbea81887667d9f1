package org.openledger.upstream;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** What is counted of upstreams since the node started, for Prometheus. */
final class UpstreamMeters {
    private final PrometheusRegistry registry;
    private final Counter answers;
    private final Counter disagreements;

    UpstreamMeters(PrometheusRegistry registry) {
        this.registry = registry;
        answers = Counter.builder()
                .name("openledger_upstream_answers_total")
                .help("Answers asked of each upstream, by how that ended: answered, retried elsewhere, failed.")
                .labelNames("upstream", "outcome")
                .register(registry);
        disagreements = Counter.builder()
                .name("openledger_upstream_disagreements_total")
                .help("Answers of each upstream whose log-probabilities are not those of the model.")
                .labelNames("upstream")
                .register(registry);
    }

    void watch(List<UpstreamServer> servers) {
        GaugeWithCallback.builder()
                .name("openledger_upstream_up")
                .help("Whether each upstream answers.")
                .labelNames("upstream")
                .callback(reading -> servers.forEach(server -> reading.call(server.healthy() ? 1 : 0, server.name())))
                .register(registry);
    }

    void answered(String upstream) {
        answers.labelValues(upstream, "answered").inc();
    }

    void retried(String upstream) {
        answers.labelValues(upstream, "retried").inc();
    }

    void failed(String upstream) {
        answers.labelValues(upstream, "failed").inc();
    }

    void disagreed(String upstream) {
        disagreements.labelValues(upstream).inc();
    }
}
