package org.openledger.app;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.openledger.administration.AdminTokens;
import org.openledger.agency.Agency;
import org.openledger.api.Api;
import org.openledger.api.account.AdminRoutes;
import org.openledger.api.http.Access;
import org.openledger.api.http.Admission;
import org.openledger.api.http.HttpServer;
import org.openledger.api.http.LiveEvents;
import org.openledger.client.NodeClient;
import org.openledger.kept.TokenCheck;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
import org.slf4j.LoggerFactory;

/**
 * A running node: everything it is made of, put together here and nowhere else. Parts start in the order in which they
 * need each other and are closed in the reverse one.
 */
public final class Node implements AutoCloseable {
    private static final int TOKEN_BYTES = 24;

    private final Lifecycle lifecycle;
    private final String url;
    private final AdminTokens adminTokens;

    private Node(Lifecycle lifecycle, String url, AdminTokens adminTokens) {
        this.lifecycle = lifecycle;
        this.url = url;
        this.adminTokens = adminTokens;
    }

    /** Starts every part, or none: what had started is closed again when a later part cannot. */
    public static Node start(Configuration configuration) {
        return start(configuration, new LocalDisk());
    }

    /** {@link #start(Configuration)} on a disk that tests choose. */
    public static Node start(Configuration configuration, Disk disk) {
        // several parts start at once, and the first call to SLF4J must not be theirs: it would tell of the others'
        // calls
        LoggerFactory.getILoggerFactory();
        Lifecycle lifecycle = new Lifecycle();
        boolean started = false;
        try {
            Node node = start(configuration, disk, lifecycle);
            started = true;
            return node;
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.Kind.FAILED, "cannot start in " + configuration.data() + ": " + e.getMessage(), e);
        } finally {
            if (!started) {
                lifecycle.close();
            }
        }
    }

    private static Node start(Configuration configuration, Disk disk, Lifecycle lifecycle) throws IOException {
        SettingValues values = configuration.values();
        LiveEvents events = new LiveEvents(new LiveEvents.Options(
                values.getInt(Settings.HTTP_MAX_EVENT_READERS),
                values.getInt(Settings.HTTP_MAX_EVENT_READERS_OF_CLIENT),
                values.get(Settings.HTTP_HEARTBEAT)));
        BaseLoading base = lifecycle.keep(BaseLoading.start(configuration.bases(), values));
        FoundationParts on = FoundationParts.open(configuration, disk, lifecycle);
        on.sayWhoJudges();
        MoneyParts money = MoneyParts.open(on, lifecycle);
        CommunityParts community = CommunityParts.open(on, money.charges(), lifecycle);
        PrometheusRegistry metrics = new PrometheusRegistry();
        AnsweringParts answering = AnsweringParts.open(base.await(), on, money, community, events, metrics, lifecycle);
        FactoryParts factory = FactoryParts.open(on, money, community, answering, events, lifecycle);
        Gauges.register(metrics, on, money, answering, factory);
        WithdrawalParts withdrawal = WithdrawalParts.open(on, community, answering, factory, events, lifecycle);
        Agency agency = AgencyParts.open(on, money, community, answering);
        on.log().publish();
        money.funding().bond(on.bondWei());
        money.loop().start();
        money.till().start();
        answering.attributor().start();
        factory.start();
        withdrawal.erasing().start();
        community.spotChecks().start();
        community.deliveries().start();

        String adminToken = adminToken(on.data(), on.disk());
        on.database().write(tx -> TokenCheck.keep(tx, adminToken));
        Api.Parts parts =
                new ApiParts(on, money, community, answering, factory, withdrawal, agency).of(events, metrics);
        HttpServer http = lifecycle.keep(HttpServer.start(
                values.get(Settings.HTTP_HOST),
                values.getInt(Settings.HTTP_PORT),
                new HttpServer.Options(
                        values.get(Settings.HTTP_IDLE_TIMEOUT),
                        values.get(Settings.HTTP_DRAIN_TIMEOUT),
                        HttpLimits.hosts(values)),
                Api.routes(
                        parts,
                        new Access(
                                adminToken,
                                on.adminTokens(),
                                community.sessions(),
                                parts.accounts().keys()),
                        new Admission(HttpLimits.admission(values)))));
        lifecycle.keep(events);
        String url = "http://" + reachable(values.get(Settings.HTTP_HOST)) + ":" + http.port();
        announceAddress(on, url, lifecycle);
        return new Node(lifecycle, url, on.adminTokens());
    }

    /** Where it listens, as a browser on this machine reaches it. */
    public String url() {
        return url;
    }

    /** A link that opens the page with the right to administer, once and soon; the fragment never leaves the browser. */
    public String pageLink() {
        return url + AdminRoutes.pathOf(adminTokens.link("up"));
    }

    /** Stops taking requests, finishes those that run, and closes every part. */
    @Override
    public void close() {
        lifecycle.close();
    }

    private static String reachable(String host) {
        return host.equals("0.0.0.0") ? "127.0.0.1" : host;
    }

    private static void announceAddress(FoundationParts on, String url, Lifecycle lifecycle) throws IOException {
        Path file = on.data().resolve(NodeClient.ADDRESS_FILE);
        on.disk().replace(file, url.getBytes(StandardCharsets.UTF_8));
        lifecycle.keep(() -> Files.deleteIfExists(file));
    }

    private static String adminToken(Path data, Disk disk) throws IOException {
        Path file = data.resolve(NodeClient.TOKEN_FILE);
        if (!Files.exists(file)) {
            byte[] token = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(token);
            disk.replace(file, HexFormat.of().formatHex(token).getBytes(StandardCharsets.UTF_8));
        }
        return Files.readString(file).strip();
    }
}
