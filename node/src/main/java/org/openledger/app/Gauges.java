package org.openledger.app;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;
import org.openledger.chain.ChainException;
import org.openledger.settlement.call.AnchoredCheckpoint;
import org.openledger.settlement.events.EventDispatch;

/** What the node holds at the moment it is asked, for Prometheus. */
final class Gauges {
    private Gauges() {}

    static void register(
            PrometheusRegistry registry,
            FoundationParts on,
            MoneyParts money,
            AnsweringParts answering,
            FactoryParts factory) {
        gauge(
                registry,
                "running_answers",
                "Admitted and not yet answered.",
                () -> answering.gateway().running());
        gauge(
                registry,
                "pending_receipts",
                "Answered and not yet attributed.",
                () -> answering.receipts().pending());
        gauge(
                registry,
                "bucket_differing_adapters",
                "Adapters that stay on the disk because the bucket holds other bytes under their digest.",
                () -> factory.tiers().differing());
        gauge(registry, "log_entries", "Entries of the log.", () -> on.log().size());
        gauge(
                registry,
                "log_published_entries",
                "Entries under the signed checkpoint.",
                () -> on.log().checkpoint().size());
        gauge(
                registry,
                "log_anchored_entries",
                "Entries under the newest checkpoint on chain.",
                () -> on.database()
                        .read(money.settlement().anchors()::newest)
                        .map(AnchoredCheckpoint::size)
                        .orElse(0L));
        gauge(
                registry,
                "outbox_transactions",
                "Transactions queued, set aside or sent, and not yet confirmed.",
                () -> on.outbox().depth());
        gauge(
                registry,
                "outbox_aside_transactions",
                "Transactions that cannot be sent now; openledger outbox list says why.",
                () -> on.outbox().asideCount());
        gauge(
                registry,
                "chain_aside_events",
                "Events of the chain that could not be booked; openledger fsck says why.",
                () -> on.database().<Long, RuntimeException>read(EventDispatch::asideCount));
        gauge(
                registry,
                "chain_block",
                "Number of the newest block.",
                () -> on.client().blockNumber());
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, LongSupplier value) {
        GaugeWithCallback.builder()
                .name("openledger_" + name)
                .help(help)
                .callback(reading -> reading.call(read(value)))
                .register(registry);
    }

    /** Not a number while the chain does not answer: the other gauges still count. */
    private static double read(LongSupplier value) {
        try {
            return value.getAsLong();
        } catch (ChainException silent) {
            return Double.NaN;
        }
    }
}
