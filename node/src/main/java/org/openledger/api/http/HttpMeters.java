package org.openledger.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openledger.client.call.Cost;

/** Counts calls by what they cost and how they ended, for Prometheus. There are as many series as kinds, whoever calls. */
public final class HttpMeters {
    private static final String COST = "openledger.cost";
    private static final String START = "openledger.start";
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Counter calls;
    private final Histogram seconds;

    public HttpMeters(PrometheusRegistry registry) {
        calls = Counter.builder()
                .name("openledger_http_calls_total")
                .help("Calls of the API, by what they cost and how they ended; shed are those answered 429 or 503.")
                .labelNames("cost", "end")
                .register(registry);
        seconds = Histogram.builder()
                .name("openledger_http_seconds")
                .help("Time from a call's arrival to the end of its answer, by what it costs.")
                .labelNames("cost")
                .classicOnly()
                .register(registry);
    }

    static void begin(Context context, Cost cost) {
        context.attribute(COST, cost);
        context.attribute(START, System.nanoTime());
    }

    void register(RoutesConfig routes) {
        routes.after(this::end);
    }

    private void end(Context context) {
        Cost cost = context.attribute(COST);
        if (cost == null) {
            return;
        }
        String name = cost.name().toLowerCase(Locale.ROOT);
        calls.labelValues(name, end(context.statusCode())).inc();
        long start = Objects.requireNonNull(context.<Long>attribute(START));
        seconds.labelValues(name).observe((System.nanoTime() - start) / NANOS_PER_SECOND);
    }

    private static String end(int status) {
        if (status == 429 || status == 503) {
            return "shed";
        }
        if (status >= 500) {
            return "failed";
        }
        return status >= 400 ? "refused" : "answered";
    }
}
