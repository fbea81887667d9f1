package org.openledger.app;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openledger.client.node.NodeReadiness;
import org.openledger.client.node.ReadinessCheck;
import org.openledger.store.NodeClock;
import org.openledger.store.Refusal;
import org.openledger.upstream.Upstreams;

/**
 * Whether the node can do its work, part by part. What waits is counted: a part that has more waiting than it does in minutes has
 * stopped, or is asked for more than it can do. Everybody may ask, so that parts are looked at once a second at most.
 */
final class Readiness implements Supplier<NodeReadiness> {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final long LEAST_DISK_BYTES = 64L << 20;
    private static final int BYTES_PER_MEBIBYTE = 1 << 20;
    private static final long MOST_TRANSACTIONS = 1_000;
    private static final long MOST_LOG_ENTRIES = 10_000;
    private static final long MOST_ANSWERS = 1_000;

    private final FoundationParts on;
    private final AnsweringParts answering;
    private final ReentrantLock looking = new ReentrantLock();
    private Optional<Seen> last = Optional.empty();

    private record Seen(Instant when, NodeReadiness what) {}

    Readiness(FoundationParts on, AnsweringParts answering) {
        this.on = on;
        this.answering = answering;
    }

    @Override
    public NodeReadiness get() {
        looking.lock();
        try {
            Instant now = on.clock().instant();
            Seen seen = last.filter(
                            known -> Duration.between(known.when, now).abs().compareTo(FRESH) < 0)
                    .orElseGet(() -> new Seen(now, look()));
            last = Optional.of(seen);
            return seen.what;
        } finally {
            looking.unlock();
        }
    }

    private NodeReadiness look() {
        List<ReadinessCheck> checks = new ArrayList<>(List.of(
                check(
                        "chain",
                        () -> new ReadinessCheck(
                                "chain",
                                true,
                                "Its newest block is " + on.client().blockNumber() + ".")),
                disk(),
                clock(on.clock()),
                waiting("outbox", "transactions are not confirmed", on.outbox()::depth, MOST_TRANSACTIONS),
                waiting(
                        "log",
                        "entries are under no checkpoint",
                        () -> on.log().size() - on.log().checkpoint().size(),
                        MOST_LOG_ENTRIES),
                waiting(
                        "attribution",
                        "answers have no receipt",
                        () -> answering.receipts().pending(),
                        MOST_ANSWERS)));
        upstreams().ifPresent(checks::add);
        return new NodeReadiness(checks.stream().allMatch(ReadinessCheck::ready), checks);
    }

    /** How the other engines are that answer for models of this node, where there are any. One that answers is enough. */
    private Optional<ReadinessCheck> upstreams() {
        List<Upstreams.Health> all = answering.upstreams().health();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReadinessCheck(
                        "upstreams",
                        all.stream().anyMatch(Upstreams.Health::answers),
                        all.stream()
                                        .map(each -> each.name() + " " + each.words())
                                        .collect(Collectors.joining("; "))
                                + "."));
    }

    /** Whether the node follows the machine's clock. */
    static ReadinessCheck clock(NodeClock clock) {
        Duration ahead = clock.ahead();
        if (ahead.isZero()) {
            return new ReadinessCheck("clock", true, "It runs as time passes.");
        }
        String where = Duration.ofSeconds(ahead.abs().toSeconds())
                        .toString()
                        .substring(2)
                        .toLowerCase(Locale.ROOT)
                + (ahead.isNegative() ? " behind" : " ahead of");
        return new ReadinessCheck(
                "clock",
                false,
                "The machine's clock is " + where
                        + " the node's, which counts on as time passes. Set it right; where it is right"
                        + " now, start the node again (setting clock.trust).");
    }

    private ReadinessCheck disk() {
        try {
            long free = Files.getFileStore(on.data()).getUsableSpace();
            return new ReadinessCheck(
                    "disk", free >= LEAST_DISK_BYTES, free / BYTES_PER_MEBIBYTE + " MiB are free for the data folder.");
        } catch (IOException e) {
            return new ReadinessCheck("disk", false, "The data folder's disk does not say what is free.");
        }
    }

    private static ReadinessCheck waiting(String name, String what, LongSupplier count, long most) {
        return check(name, () -> {
            long waiting = count.getAsLong();
            return new ReadinessCheck(name, waiting <= most, waiting + " " + what + "; " + most + " may be.");
        });
    }

    /** A part that cannot be asked is not ready. Why not is for the node's log: everybody reads this. */
    private static ReadinessCheck check(String name, Supplier<ReadinessCheck> look) {
        try {
            return look.get();
        } catch (Refusal silent) {
            return new ReadinessCheck(name, false, "It does not answer.");
        }
    }
}
