package org.openledger.gateway;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.openledger.answer.Inference;

/** What the gateway counts since the node started, for Prometheus. */
public final class Meters {
    private final Counter answers;
    private final Counter tokens;
    private final Histogram seconds;

    public Meters(PrometheusRegistry registry) {
        answers = Counter.builder()
                .name("openledger_answers_total")
                .help("Inferences that ended, by how: stop, length, or failed.")
                .labelNames("finish")
                .register(registry);
        tokens = Counter.builder()
                .name("openledger_tokens_total")
                .help("Tokens of kept answers and of their prompts.")
                .labelNames("of")
                .register(registry);
        seconds = Histogram.builder()
                .name("openledger_answer_seconds")
                .help("Time from the admission of an inference to its kept answer.")
                .classicOnly()
                .register(registry);
    }

    void answered(Inference inference) {
        Inference.Answer answer = inference.answer().orElseThrow();
        answers.labelValues(answer.finish().word()).inc();
        tokens.labelValues("prompt").inc(inference.promptIds().size());
        tokens.labelValues("answer").inc(answer.ids().size());
        seconds.observe((answer.answeredMillis() - inference.admittedMillis()) / 1e3);
    }

    void failed() {
        answers.labelValues("failed").inc();
    }
}
