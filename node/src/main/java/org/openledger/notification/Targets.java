package org.openledger.notification;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.SSLSocketFactory;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.Address;
import org.openledger.identity.SealingKey;
import org.openledger.identity.credential.Secrets;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Refusal.Kind;

/**
 * Where accounts want to be told. A webhook counts at once, since its answers alone show that somebody wants it; a mail address counts once
 * the code came back that was sent there, so that nobody has mails sent to others. Secrets are shown once.
 */
public final class Targets {
    static final long MAX_TARGETS = 10;
    static final long MAX_WRONG_CODES = 5;
    /** Mails with a code to one address in a day, whoever asks. */
    static final long MAX_CODES = 3;

    static final Duration CODE_LIFE = Duration.ofDays(1);

    private static final int SECRET_BYTES = 32;
    private static final int CODE_BOUND = 100_000_000;
    private static final int ID_CHARACTERS = 16;

    private final Database database;
    private final Webhooks webhooks;
    private final boolean sendsMail;
    private final SealingKey sealing;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param sendsMail whether the operator named a server for mails
     * @param sealing what the secrets of webhooks are kept under
     */
    public Targets(Database database, WebhookHosts hosts, boolean sendsMail, SealingKey sealing, InstantSource clock) {
        this.database = database;
        this.webhooks = new Webhooks(hosts, (SSLSocketFactory) SSLSocketFactory.getDefault(), Webhooks.PATIENCE);
        this.sendsMail = sendsMail;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** A new target, and the secret of a webhook. */
    public record Added(Target target, Optional<String> secret) {
        @Override
        public String toString() {
            return "Added[" + target.id() + "]";
        }
    }

    /** @param events words that it is told of; none stands for all */
    public Added add(String account, Target.Kind kind, String address, List<String> events) {
        String owner = Address.parse(account);
        String wanted = String.join(",", events.isEmpty() ? allEvents() : distinct(events));
        return switch (kind) {
            case WEBHOOK -> addWebhook(owner, webhooks.require(address), wanted);
            case MAIL -> addMail(owner, Mails.require(address), wanted);
        };
    }

    private static List<String> allEvents() {
        return Event.chosen().stream().map(Event::word).toList();
    }

    private static List<String> distinct(List<String> events) {
        for (String word : events) {
            if (!allEvents().contains(word)) {
                throw new NotificationException(
                        Kind.INVALID.at("events"),
                        "nobody is told of '" + word + "': say some of " + String.join(", ", allEvents()));
            }
        }
        return List.copyOf(new TreeSet<>(events));
    }

    private Added addWebhook(String account, String url, String events) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String id = newId();
        long now = clock.millis();
        Target target = new Target(
                id,
                account,
                Target.Kind.WEBHOOK,
                url,
                events,
                Optional.of(Base64.getEncoder().encodeToString(sealing.seal(secret, id))),
                Optional.empty(),
                0,
                now,
                Optional.of(now),
                Optional.empty());
        insert(target, Event.CONNECTED, "This webhook is told of: " + events.replace(",", ", ") + ".");
        return new Added(
                target, Optional.of(Webhooks.SECRET_PREFIX + Base64.getEncoder().encodeToString(secret)));
    }

    private Added addMail(String account, String address, String events) {
        if (!sendsMail) {
            throw new NotificationException(
                    Kind.CONFLICT,
                    "this node sends no mail: its operator names a server in notifications.smtp, or give a webhook");
        }
        String code = "%08d".formatted(random.nextInt(CODE_BOUND));
        long now = clock.millis();
        Target target = new Target(
                newId(),
                account,
                Target.Kind.MAIL,
                address,
                events,
                Optional.empty(),
                Optional.of(Secrets.digest(code)),
                0,
                now,
                Optional.empty(),
                Optional.empty());
        insert(target, Event.CODE, code);
        return new Added(target, Optional.empty());
    }

    private void insert(Target target, Event event, String words) {
        database.write(tx -> {
            if (TargetTable.count(tx, target.account()) >= MAX_TARGETS) {
                throw new NotificationException(
                        Kind.CONFLICT, "an account has at most " + MAX_TARGETS + " targets: remove one first");
            }
            long since = target.createdMillis() - CODE_LIFE.toMillis();
            if (event == Event.CODE && TargetTable.countUnconfirmed(tx, target.address(), since) >= MAX_CODES) {
                throw new NotificationException(
                        Kind.TOO_MANY,
                        "this address got " + MAX_CODES + " codes today: use one of them, or wait a day");
            }
            TargetTable.insert(tx, target);
            Notifications.write(tx, target, event, words, "/accounts/" + target.account(), target.createdMillis());
        });
    }

    private static String newId() {
        return Notifications.id().substring(0, ID_CHARACTERS);
    }

    /** Makes a mail address count by the code that was sent there. */
    public Target confirm(String id, String code) {
        // a wrong code is written down in its own transaction: a refusal would take it back
        boolean right = database.transact(tx -> {
            Target target = require(tx, id);
            if (target.codeDigest().isEmpty()) {
                throw new NotificationException(Kind.CONFLICT, "the target " + id + " waits for no code");
            }
            if (target.wrongCodes() >= MAX_WRONG_CODES
                    || clock.millis() - target.createdMillis() > CODE_LIFE.toMillis()) {
                throw new NotificationException(
                        Kind.CONFLICT, "the code of " + id + " holds no more: remove the target, and add it again");
            }
            boolean matches = target.codeDigest().get().equals(Secrets.digest(code.strip()));
            if (matches) {
                TargetTable.confirm(tx, id, clock.millis());
            } else {
                TargetTable.wrongCode(tx, id);
            }
            return matches;
        });
        if (!right) {
            throw new NotificationException(
                    Kind.INVALID.at("code"), "this is not the code that was sent: it has 8 digits");
        }
        return require(id);
    }

    /** Tells it nothing any more. */
    public Target remove(String id) {
        return database.transact(tx -> {
            require(tx, id);
            NotificationTable.drop(tx, id);
            TargetTable.end(tx, id, clock.millis());
            return TargetTable.find(tx, id).orElseThrow();
        });
    }

    /** The account of a target; empty where there is no such target. */
    public Optional<String> account(String id) {
        return database.read(handle -> TargetTable.find(handle, id))
                .filter(target -> target.endedMillis().isEmpty())
                .map(Target::account);
    }

    /** Targets as a reader searches, filters and sorts them. */
    public ListPage<Target> list(ListRequest request) {
        return database.read(handle -> TargetTable.LIST
                .page(handle, request, Map.of())
                .map(id -> TargetTable.find(handle, id).orElseThrow()));
    }

    /** What was sent, and to which target. */
    public record Told(Notification notification, Target target) {}

    /** What targets were told, and are about to be. */
    public ListPage<Told> told(ListRequest request) {
        return database.read(handle -> NotificationTable.LIST
                .page(handle, request, Map.of())
                .map(id -> {
                    Notification found = NotificationTable.find(handle, id).orElseThrow();
                    return new Told(
                            found, TargetTable.find(handle, found.target()).orElseThrow());
                }));
    }

    private Target require(String id) {
        return database.read(handle -> require(handle, id));
    }

    private static Target require(Handle handle, String id) {
        return TargetTable.find(handle, id)
                .filter(target -> target.endedMillis().isEmpty())
                .orElseThrow(
                        () -> new NotificationException(Kind.UNKNOWN, "there is no target " + id + ": see the list"));
    }
}
