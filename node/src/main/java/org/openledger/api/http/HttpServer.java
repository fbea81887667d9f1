package org.openledger.api.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.openledger.api.limit.Hosts;
import org.openledger.store.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: Javalin on virtual threads, with the one error shape, request ids and security headers. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /**
     * Connections that wait to be taken. Java's own 50 overflow when a few hundred clients come at once: Linux then sends SYN
     * cookies, and resets connections that their clients hold to be open.
     */
    private static final int ACCEPT_QUEUE = 4096;

    /** By this one Javalin knows them. */
    private static final String WEB_SOCKET_HEADER = "Sec-WebSocket-Version";

    private final Javalin javalin;

    /**
     * What an operator chooses.
     *
     * @param idle a connection that is silent for so long is closed
     * @param drain how long running requests may go on when the server stops
     * @param hosts the names that the node answers to
     */
    public record Options(Duration idle, Duration drain, Hosts hosts) {
        public static final Options STANDARD = new Options(Duration.ofMinutes(2), Duration.ofSeconds(15), Hosts.LOCAL);
    }

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** Listens. A port that is taken is a {@link Refusal} that says what to do. */
    public static HttpServer start(String host, int port, Options options, List<Routes> groups) {
        Javalin javalin = Javalin.create(config -> {
            configure(config, options, groups);
            config.jetty.addConnector((server, http) -> connector(server, http, host, port, options.idle()));
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            javalin.stop();
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "port " + port + " on " + host
                            + " is taken: stop what uses it, or start with another --port (0 takes a free one)");
        }
        return new HttpServer(javalin);
    }

    public int port() {
        return javalin.port();
    }

    /** Stops taking requests, waits for those that run up to a limit, and cuts off those that run longer. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // the server closes its connections before it says that it waited in vain
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOG.warn("requests that ran longer than a stop waits for were cut off");
        }
    }

    /**
     * The idle time is the connector's. A request would give its own back to the connection when it ends, and with it undo the
     * short one by which a server that stops gets rid of idle connections.
     */
    private static ServerConnector connector(
            Server server, HttpConfiguration http, String host, int port, Duration idle) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(idle.toMillis());
        return connector;
    }

    private static void configure(JavalinConfig config, Options options, List<Routes> groups) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = RequestBody.MAX_JSON_BYTES;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.http.asyncTimeout = 0;
        config.jsonMapper(new JsonFormat());
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(options.drain().toMillis());
            server.setErrorHandler(new UnreadRequests());
        });
        config.jetty.modifyServletContextHandler(servlets -> {
            servlets.setErrorHandler(new UnreadRequests());
            servlets.addFilter(HttpServer::withoutWebSockets, "/*", EnumSet.of(DispatcherType.REQUEST));
        });
        config.jetty.modifyHttpConfiguration(Strictness::configure);
        Strictness strictness = new Strictness(options.hosts());
        config.routes.before(context -> {
            RequestId.stamp(context);
            context.header("X-Content-Type-Options", "nosniff")
                    .header("Cache-Control", RefusalAnswer.NO_STORE)
                    .header("Vary", "Accept-Encoding");
            strictness.require(context);
        });
        config.routes.after(_ -> RequestId.forget());
        // the server answers these itself unless they are named
        config.routes.exception(HttpResponseException.class, RefusalAnswer::write);
        config.routes.exception(Exception.class, RefusalAnswer::write);
        groups.forEach(group -> group.register(config.routes));
    }

    /**
     * Javalin makes a session for whatever asks for a WebSocket. There are none here, so that nobody asks: a server may ignore
     * an Upgrade (RFC 9110, 7.8).
     */
    private static void withoutWebSockets(ServletRequest request, ServletResponse response, FilterChain rest)
            throws IOException, ServletException {
        rest.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public @Nullable String getHeader(String name) {
                        return WEB_SOCKET_HEADER.equalsIgnoreCase(name) ? null : super.getHeader(name);
                    }
                },
                response);
    }
}
