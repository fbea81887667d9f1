package org.openledger.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.identity.MasterKey;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.MigratedDatabase;

/** What accounts are told, over real HTTP and SMTP: once it happened, until it arrived, nowhere else, and signed. */
@Tag("unit")
final class NotificationsTest {
    private static final String ANA = "0x" + "a".repeat(40);
    private static final String BEN = "0x" + "b".repeat(40);
    private static final Duration PATIENCE = Duration.ofMillis(700);

    @TempDir
    Path folder;

    private final WebhookHosts hosts = new WebhookHosts(Set.of("127.0.0.1"));
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private Database database;
    private MasterKey key;
    private HttpServer web;
    private GreenMail post;
    private Targets targets;
    private Deliveries deliveries;

    private record Received(String path, String id, long seconds, String signature, String body) {}

    @BeforeEach
    void start() throws IOException {
        database = MigratedDatabase.open(folder);
        key = MasterKey.openOrCreate(folder);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().set("Location", url("/elsewhere"));
            exchange.sendResponseHeaders(answers.isEmpty() ? 204 : answers.removeFirst(), -1);
            exchange.close();
        });
        web.start();
        post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        targets = new Targets(database, hosts, true, key.notifications(), () -> now);
        deliveries = deliveries(Optional.empty());
    }

    private Deliveries deliveries(Optional<Mails.Login> login) {
        URI smtp = URI.create("smtp://127.0.0.1:" + post.getSmtp().getPort());
        return new Deliveries(
                database,
                new Webhooks(hosts, (SSLSocketFactory) SSLSocketFactory.getDefault(), PATIENCE),
                Optional.of(new Mails(new Mails.Server(smtp, "node@example.org", login))),
                Optional.of(URI.create("https://ledger.example.org/")),
                key.notifications(),
                () -> now);
    }

    @AfterEach
    void stop() {
        deliveries.close();
        post.stop();
        web.stop(0);
        database.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    private void tell(Event event, String account, String words) {
        database.write(
                tx -> Notifications.tell(tx, event, List.of(account), words, "/contributions/7", now.toEpochMilli()));
    }

    /** Until nothing is due at this time. */
    private void send() throws InterruptedException {
        while (deliveries.work().isZero()) {
            // there may be more
        }
    }

    private List<Notification> told() {
        return targets.told(ListRequest.first(1000)).list().stream()
                .map(Targets.Told::notification)
                .toList();
    }

    private Notification only() {
        return told().stream()
                .filter(each -> each.event() != Event.CONNECTED)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWebhookIsSignedAsTheStandardSays() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(Webhooks.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body, secret))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whatHappenedComesSignedToWhoWantsToKnowAndNothingOfWhatWasRolledBack() throws InterruptedException {
        Targets.Added ana = targets.add(ANA, Target.Kind.WEBHOOK, url("/ana?x=1"), List.of("asked"));
        targets.add(BEN, Target.Kind.WEBHOOK, url("/ben"), List.of());
        send();
        assertThat(received).extracting(Received::path).containsExactlyInAnyOrder("/ana?x=1", "/ben");
        received.clear();
        tell(Event.DECIDED, ANA, "not wanted");
        tell(Event.ASKED, ANA, "A reviewer asks about contribution 7.");
        assertThatThrownBy(() -> database.write(tx -> {
                    Notifications.tell(tx, Event.ASKED, List.of(ANA, BEN), "never", "/", now.toEpochMilli());
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");
        send();
        assertThat(received).hasSize(1);
        Received got = received.getFirst();
        assertThat(got.body())
                .isEqualTo("{\"data\":{\"account\":\"" + ANA + "\",\"path\":\"/contributions/7\",\"url\":"
                        + "\"https://ledger.example.org/contributions/7\",\"words\":\"A reviewer asks about contribution 7.\"},"
                        + "\"timestamp\":\"2026-11-30T10:00:00Z\",\"type\":\"asked\"}");
        byte[] secret = Base64.getDecoder().decode(ana.secret().orElseThrow().substring("whsec_".length()));
        byte[] body = got.body().getBytes(StandardCharsets.UTF_8);
        assertThat(got.signature()).isEqualTo(Webhooks.signature(got.id(), got.seconds(), body, secret));
        assertThat(got.seconds()).isEqualTo(now.getEpochSecond());
        secret[0]++;
        assertThat(got.signature()).isNotEqualTo(Webhooks.signature(got.id(), got.seconds(), body, secret));
        assertThat(only().state()).isEqualTo(Notification.State.DELIVERED);
    }

    @Test
    void aSecretIsNeverShownAgainAndStandsNowhereInTheFolder() throws Exception {
        Targets.Added added = targets.add(ANA, Target.Kind.WEBHOOK, url("/"), List.of());
        String secret = added.secret().orElseThrow();
        assertThat(added.toString()).doesNotContain(secret.substring(6));
        send();
        assertThat(received.getFirst().body()).doesNotContain(secret.substring(6));
        byte[] raw = Base64.getDecoder().decode(secret.substring(6));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(secret.substring(6)))
                        .as(file.toString())
                        .isFalse();
                assertThat(bytes.contains(new String(raw, StandardCharsets.ISO_8859_1)))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void itIsSentAgainWithTheSameIdAndARedirectionIsNotFollowed() throws InterruptedException {
        targets.add(ANA, Target.Kind.WEBHOOK, url("/hook"), List.of());
        send();
        received.clear();
        answers.addAll(List.of(500, 302));
        tell(Event.PAID, ANA, "3 OPEN");
        send();
        assertThat(received).hasSize(1);
        assertThat(only().detail()).isEqualTo("answered 500");
        now = now.plusSeconds(9);
        send();
        assertThat(received).hasSize(1);
        now = now.plusSeconds(1);
        send();
        assertThat(only().detail()).isEqualTo("answered 302");
        now = now.plusSeconds(20);
        send();
        assertThat(received).extracting(Received::path).containsOnly("/hook").hasSize(3);
        assertThat(received).extracting(Received::id).containsOnly(only().id());
        assertThat(only().state()).isEqualTo(Notification.State.DELIVERED);
    }

    @Test
    void whoWantsNoMoreGetsNoMoreAndNobodyIsTriedForEver() throws InterruptedException {
        Targets.Added added = targets.add(ANA, Target.Kind.WEBHOOK, url("/"), List.of());
        send();
        answers.add(410);
        tell(Event.PAID, ANA, "gone");
        send();
        assertThat(only().state()).isEqualTo(Notification.State.FAILED);
        received.clear();
        answers.addAll(Collections.nCopies(100, 503));
        tell(Event.ASKED, ANA, "down");
        Instant began = now;
        for (int i = 0; i < 100; i++) {
            send();
            now = now.plus(Duration.ofMinutes(30));
        }
        assertThat(received).hasSize(Deliveries.MAX_TRIES);
        assertThat(told()).noneMatch(each -> each.state() == Notification.State.WAITING);
        assertThat(Duration.between(began, now)).isLessThan(Duration.ofDays(3));

        tell(Event.ASKED, ANA, "after");
        targets.remove(added.target().id());
        tell(Event.ASKED, ANA, "later");
        received.clear();
        send();
        assertThat(received).isEmpty();
        now = now.plus(Duration.ofHours(25));
        send();
        long kept = database.read(handle -> handle.createQuery("SELECT count(*) FROM notification_target")
                .mapTo(Long.class)
                .one());
        assertThat(kept).isZero();
    }

    @Test
    void everyOneArrivesOverAServerThatFailsByChanceAndNoneTwiceToAnother() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("NotificationsTest seed " + seed);
        Random random = new Random(seed);
        Map<String, String> paths = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            String account = "0x" + String.valueOf(i).repeat(40);
            targets.add(account, Target.Kind.WEBHOOK, url("/" + i), List.of());
            paths.put(account, "/" + i);
        }
        send();
        received.clear();
        for (int i = 0; i < 60; i++) {
            answers.add(random.nextBoolean() ? 204 : 500 + random.nextInt(4));
        }
        Map<String, Set<String>> wanted = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            String account = "0x" + String.valueOf(random.nextInt(3)).repeat(40);
            String words = "number " + i;
            tell(Event.DECIDED, account, words);
            wanted.computeIfAbsent(paths.getOrDefault(account, ""), _ -> new TreeSet<>())
                    .add(words);
            if (random.nextInt(5) == 0) {
                send();
                now = now.plusSeconds(random.nextInt(60));
            }
        }
        for (int i = 0; i < 20; i++) {
            now = now.plus(Duration.ofHours(1));
            send();
        }
        Map<String, Set<String>> got = new HashMap<>();
        Pattern number = Pattern.compile("number [0-9]+");
        for (Received each : received) {
            Matcher words = number.matcher(each.body());
            assertThat(words.find()).isTrue();
            got.computeIfAbsent(each.path(), _ -> new TreeSet<>()).add(words.group());
        }
        assertThat(got).as("seed %d", seed).isEqualTo(wanted);
        assertThat(told()).as("seed %d", seed).allMatch(each -> each.state() == Notification.State.DELIVERED);
    }

    @Test
    void anEndlessAndASilentServerAreCutOff() throws Exception {
        for (boolean silent : List.of(true, false)) {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread.startVirtualThread(() -> {
                    try (Socket socket = server.accept();
                            OutputStream out = socket.getOutputStream()) {
                        while (!silent) {
                            out.write("HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII));
                        }
                        Thread.sleep(PATIENCE.multipliedBy(20));
                    } catch (IOException | InterruptedException cut) {
                        // as it should be
                    }
                });
                Webhooks webhooks = new Webhooks(hosts, (SSLSocketFactory) SSLSocketFactory.getDefault(), PATIENCE);
                long since = System.nanoTime();
                Sent sent = webhooks.send(
                        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"),
                        "id",
                        1,
                        new byte[2],
                        new byte[1]);
                assertThat(sent.arrived()).isFalse();
                assertThat(sent.over()).isFalse();
                assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PATIENCE.multipliedBy(8));
            }
        }
    }

    @Test
    void nothingIsSentInsideUnlessTheOperatorNamedTheHost() {
        for (String host : List.of(
                "localhost",
                "127.0.0.2",
                "127.1",
                "2130706433",
                "017700000001",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2001::1]",
                "[2002:7f00:1::]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]")) {
            for (String url : List.of("https://" + host + "/", "https://" + host + ":8443/a?b=c")) {
                refused(url, Target.Kind.WEBHOOK);
            }
        }
        for (String url : List.of(
                "http://1.1.1.1/",
                "https://user:word@1.1.1.1/",
                "https://1.1.1.1/#here",
                "https://1.1.1.1/a b",
                "https://1.1.1.1/\r\nX: y",
                "https:///path",
                "ftp://1.1.1.1/",
                "file:///etc/passwd",
                "gopher://1.1.1.1/",
                "https://1.1.1.1/é",
                "https://" + "a".repeat(2000),
                "")) {
            refused(url, Target.Kind.WEBHOOK);
        }
        assertThat(targets.add(ANA, Target.Kind.WEBHOOK, "https://1.1.1.1/hook", List.of())
                        .target()
                        .state())
                .isEqualTo("live");
        assertThat(targets.add(ANA, Target.Kind.WEBHOOK, "https://[2606:4700::1111]/", List.of())
                        .target()
                        .state())
                .isEqualTo("live");
        assertThat(targets.list(ListRequest.first(100)).total()).isEqualTo(2);
    }

    private void refused(String address, Target.Kind kind) {
        assertThatThrownBy(() -> targets.add(ANA, kind, address, List.of()))
                .as(address)
                .isInstanceOfSatisfying(
                        NotificationException.class, e -> assertThat(e.field()).contains("address"));
    }

    @Test
    void aMailAddressCountsOnceItsCodeCameBack() throws Exception {
        Target added = targets.add(ANA, Target.Kind.MAIL, "mira@example.org", List.of())
                .target();
        assertThat(added.state()).isEqualTo("waiting");
        tell(Event.PAID, ANA, "too early");
        send();
        MimeMessage mail = post.getReceivedMessages()[0];
        assertThat(post.getReceivedMessages()).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("Confirm this address");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        Matcher code = Pattern.compile("[0-9]{8}").matcher(String.valueOf(mail.getContent()));
        assertThat(code.find()).isTrue();
        assertThat(told()).as("the list shows no code").isEmpty();
        assertThat(database.<List<String>, RuntimeException>read(
                        handle -> handle.createQuery("SELECT words FROM notification")
                                .mapTo(String.class)
                                .list()))
                .containsExactly("");
        String wrong = code.group().equals("00000000") ? "00000001" : "00000000";
        assertThatThrownBy(() -> targets.confirm(added.id(), wrong)).hasMessageContaining("not the code");
        assertThat(targets.confirm(added.id(), code.group()).state()).isEqualTo("live");
        assertThatThrownBy(() -> targets.confirm(added.id(), code.group())).hasMessageContaining("no code");
        tell(Event.PAID, ANA, "3 OPEN that were earned are with their account.");
        send();
        MimeMessage told = post.getReceivedMessages()[1];
        assertThat(told.getSubject()).isEqualTo("You were paid");
        assertThat(String.valueOf(told.getContent()))
                .contains("3 OPEN", "https://ledger.example.org/contributions/7", ANA);
        assertThat(told.getAllRecipients()).hasSize(1);
        assertThat(told.getMessageID()).isEqualTo("<" + only().id() + "@example.org>");
    }

    @Test
    void nobodyGuessesACodeOrHasManyMailsSentToOthers() throws Exception {
        Target added = targets.add(ANA, Target.Kind.MAIL, "mira@example.org", List.of())
                .target();
        for (int i = 0; i < Targets.MAX_WRONG_CODES; i++) {
            assertThatThrownBy(() -> targets.confirm(added.id(), "guess")).hasMessageContaining("not the code");
        }
        send();
        Matcher code = Pattern.compile("[0-9]{8}").matcher(String.valueOf(post.getReceivedMessages()[0].getContent()));
        assertThat(code.find()).isTrue();
        assertThatThrownBy(() -> targets.confirm(added.id(), code.group())).hasMessageContaining("holds no more");
        for (int i = 1; i < Targets.MAX_CODES; i++) {
            String other = "0x" + String.valueOf(i).repeat(40);
            targets.remove(targets.add(other, Target.Kind.MAIL, "mira@example.org", List.of())
                    .target()
                    .id());
        }
        assertThatThrownBy(() -> targets.add(BEN, Target.Kind.MAIL, "mira@example.org", List.of()))
                .hasMessageContaining("codes today");
        for (String address : List.of(
                "mira",
                "mira@",
                "@example.org",
                "mira@example",
                "mira@example.org,ben@example.org",
                "mira@example.org\r\nBcc: ben@example.org",
                "\"mira\"@example.org",
                "Mira <mira@example.org>",
                "mira@[127.0.0.1]",
                "a".repeat(300) + "@example.org")) {
            refused(address, Target.Kind.MAIL);
        }
    }

    @Test
    void aPasswordIsNotSentWithoutEncryption() throws Exception {
        post.setUser("node@example.org", "node", "word");
        deliveries.close();
        deliveries = deliveries(Optional.of(new Mails.Login("node", "word")));
        targets.add(ANA, Target.Kind.MAIL, "mira@example.org", List.of());
        send();
        assertThat(post.getReceivedMessages()).isEmpty();
        String detail = database.read(handle -> handle.createQuery("SELECT detail FROM notification")
                .mapTo(String.class)
                .one());
        assertThat(detail).startsWith("the mail server did not take it").doesNotContain("word");
    }

    @Test
    void anAccountHasSoManyTargetsAndEachSoMuchWaiting() {
        for (int i = 0; i < Targets.MAX_TARGETS; i++) {
            targets.add(ANA, Target.Kind.WEBHOOK, url("/" + i), List.of("paid"));
        }
        assertThatThrownBy(() -> targets.add(ANA, Target.Kind.WEBHOOK, url("/"), List.of()))
                .hasMessageContaining("at most");
        targets.add(BEN, Target.Kind.WEBHOOK, url("/"), List.of("asked"));
        database.write(tx -> {
            for (long i = 0; i < Notifications.MAX_WAITING + 10; i++) {
                Notifications.tell(tx, Event.ASKED, List.of(BEN), "again", "/", now.toEpochMilli());
            }
        });
        assertThat(targets.told(ListRequest.first(1)).total())
                .isEqualTo(Notifications.MAX_WAITING + Targets.MAX_TARGETS);
        assertThatThrownBy(() -> targets.add(BEN, Target.Kind.WEBHOOK, url("/"), List.of("everything")))
                .hasMessageContaining("nobody is told of 'everything'");
    }
}
