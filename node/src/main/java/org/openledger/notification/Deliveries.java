package org.openledger.notification;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.openledger.identity.IdentityException;
import org.openledger.identity.SealingKey;
import org.openledger.notification.Notification.State;
import org.openledger.store.Database;
import org.openledger.store.Loop;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * Sends what waits, to some targets at once and to each one after another, and again after a pause that doubles: at least once, and with
 * the same id. One that was tried {@value #MAX_TRIES} times, over half a day, is given up.
 */
public final class Deliveries implements AutoCloseable {
    static final int MAX_TRIES = 13;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration MOST_OF_ALL = Webhooks.PATIENCE.multipliedBy(6);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration CLEANING = Duration.ofHours(1);
    private static final int LOOKED_AT = 256;
    private static final int AT_ONCE = 16;

    private final Database database;
    private final Webhooks webhooks;
    private final Optional<Mails> mails;
    private final Optional<URI> site;
    private final SealingKey sealing;
    private final InstantSource clock;
    private final Loop loop =
            new Loop("notifications", this::work, Loop.Retry.every(Duration.ofSeconds(2)), Duration.ofSeconds(2));
    private long cleanedMillis;

    /**
     * @param mail the server that mails are given to, where there is one
     * @param site at which people reach the page, where that is not this machine
     */
    public Deliveries(
            Database database,
            WebhookHosts hosts,
            Optional<Mails.Server> mail,
            Optional<URI> site,
            SealingKey sealing,
            InstantSource clock) {
        this(
                database,
                new Webhooks(hosts, (SSLSocketFactory) SSLSocketFactory.getDefault(), Webhooks.PATIENCE),
                mail.map(Mails::new),
                site,
                sealing,
                clock);
    }

    Deliveries(
            Database database,
            Webhooks webhooks,
            Optional<Mails> mails,
            Optional<URI> site,
            SealingKey sealing,
            InstantSource clock) {
        this.database = database;
        this.webhooks = webhooks;
        this.mails = mails;
        this.site = site;
        this.sealing = sealing;
        this.clock = clock;
    }

    public void start() {
        loop.start();
    }

    private record Due(Notification notification, Target target) {}

    /** One round; gives how long to rest. */
    Duration work() throws InterruptedException {
        clean();
        List<Due> due = due();
        if (due.isEmpty()) {
            return LOOK;
        }
        List<Notification> after = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Sent>> sent = each.invokeAll(
                    due.stream()
                            .<java.util.concurrent.Callable<Sent>>map(one -> () -> send(one))
                            .toList(),
                    MOST_OF_ALL.toMillis(),
                    TimeUnit.MILLISECONDS);
            for (int i = 0; i < due.size(); i++) {
                after.add(after(due.get(i).notification(), result(sent.get(i))));
            }
        }
        database.write(tx -> after.forEach(tried -> NotificationTable.tried(tx, tried)));
        return Duration.ZERO;
    }

    private static Sent result(Future<Sent> sent) throws InterruptedException {
        try {
            return sent.get();
        } catch (CancellationException tooSlow) {
            return Sent.later("no answer in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("sending a notification failed", e.getCause());
        }
    }

    /** The first of each target. */
    private List<Due> due() {
        return database.read(handle -> {
            Map<String, Due> byTarget = new LinkedHashMap<>();
            for (Notification each : NotificationTable.due(handle, clock.millis(), LOOKED_AT)) {
                if (byTarget.size() < AT_ONCE && !byTarget.containsKey(each.target())) {
                    byTarget.put(
                            each.target(),
                            new Due(
                                    each,
                                    TargetTable.find(handle, each.target()).orElseThrow()));
                }
            }
            return List.copyOf(byTarget.values());
        });
    }

    private Notification after(Notification before, Sent sent) {
        long tries = before.tries() + 1;
        long now = clock.millis();
        boolean over = sent.arrived() || sent.over() || tries >= MAX_TRIES;
        return new Notification(
                before.id(),
                before.target(),
                before.event(),
                before.words(),
                before.path(),
                sent.arrived() ? State.DELIVERED : over ? State.FAILED : State.WAITING,
                tries,
                before.createdMillis(),
                now + (FIRST_PAUSE.toMillis() << Math.min(tries - 1, MAX_TRIES)),
                over ? Optional.of(now) : Optional.empty(),
                sent.detail());
    }

    private Sent send(Due due) {
        Target target = due.target();
        return switch (target.kind()) {
            case WEBHOOK -> {
                try {
                    byte[] secret = sealing.open(
                            Base64.getDecoder().decode(target.secret().orElse("")), target.id());
                    long seconds = clock.instant().getEpochSecond();
                    yield webhooks.send(
                            URI.create(target.address()), due.notification().id(), seconds, body(due), secret);
                } catch (IdentityException | IllegalArgumentException damaged) {
                    yield Sent.never("the webhook's secret does not open any more: remove it, and add it again");
                }
            }
            case MAIL ->
                mails.map(each -> each.send(
                                target.address(),
                                due.notification().id(),
                                due.notification().event().title(),
                                text(due),
                                due.notification().createdMillis()))
                        .orElseGet(() -> Sent.later("this node sends no mail at present"));
        };
    }

    private byte[] body(Due due) {
        Notification told = due.notification();
        Json.ObjectBuilder data = Json.object()
                .put("account", due.target().account())
                .put("path", told.path())
                .put("words", told.words());
        url(told.path()).ifPresent(url -> data.put("url", url));
        return CanonicalJson.write(Json.object()
                .put("type", told.event().word())
                .put("timestamp", Instant.ofEpochMilli(told.createdMillis()).toString())
                .put("data", data.build())
                .build());
    }

    private Optional<String> url(String path) {
        return site.map(base -> base.toString().replaceAll("/+$", "") + path);
    }

    private String text(Due due) {
        Notification told = due.notification();
        String where = url(told.path()).orElse(told.path() + " on the node's page");
        return told.event() == Event.CODE
                ? "The code of this address is " + told.words() + ".\n\nGive it at " + where
                        + " within a day. Who did not ask for it has nothing to do: nothing more is sent.\n"
                : told.words() + "\n\n" + where + "\n\nThis is sent to you because the account "
                        + due.target().account()
                        + " named this address. To end it, remove the address on the account's page.\n";
    }

    private void clean() {
        long now = clock.millis();
        if (now - cleanedMillis < CLEANING.toMillis()) {
            return;
        }
        cleanedMillis = now;
        database.write(tx -> {
            TargetTable.deleteOld(tx, now - Targets.CODE_LIFE.toMillis());
            NotificationTable.deleteOld(tx, now - KEPT.toMillis());
        });
    }

    @Override
    public void close() {
        loop.close();
    }
}
