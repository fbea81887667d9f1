package org.openledger.api.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.openledger.store.DiskFullException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: Javalin on virtual threads, with the one error shape, request ids and security headers. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final int REQUEST_ID_BYTES = 8;
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final Javalin javalin;

    /**
     * How long the server waits.
     *
     * @param idle a connection that is silent for so long is closed
     * @param drain how long running requests may go on when the server stops
     */
    public record Timeouts(Duration idle, Duration drain) {
        public static final Timeouts STANDARD = new Timeouts(Duration.ofMinutes(2), Duration.ofSeconds(15));
    }

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** Listens. A port that is taken is an {@link ApiException} that says what to do. */
    public static HttpServer start(String host, int port, Timeouts timeouts, List<Routes> groups) {
        Javalin javalin = Javalin.create(config -> configure(config, timeouts, groups));
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            javalin.stop();
            throw ApiException.of(
                    500,
                    "port_taken",
                    "port " + port + " on " + host
                            + " is taken: stop what uses it, or start with another --port (0 takes" + " a free one)");
        }
        return new HttpServer(javalin);
    }

    public int port() {
        return javalin.port();
    }

    /** Stops taking requests and waits for those that run, up to a limit. */
    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config, Timeouts timeouts, List<Routes> groups) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = RequestBody.MAX_JSON_BYTES;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.http.asyncTimeout = 0;
        config.jsonMapper(new JsonFormat());
        config.jetty.modifyServer(
                server -> server.setStopTimeout(timeouts.drain().toMillis()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(MAX_HEADER_BYTES);
            http.setIdleTimeout(timeouts.idle().toMillis());
        });
        config.routes.before(HttpServer::stampRequest);
        config.routes.exception(ApiException.class, HttpServer::refuse);
        config.routes.exception(
                HttpResponseException.class,
                (e, context) ->
                        refuse(ApiException.of(e.getStatus(), codeOf(e.getStatus()), messageOf(e, context)), context));
        config.routes.exception(
                DiskFullException.class, (full, context) -> refuse(ApiException.diskFull(full), context));
        config.routes.exception(Exception.class, HttpServer::failed);
        groups.forEach(group -> group.register(config.routes));
    }

    private static void stampRequest(Context context) {
        byte[] id = new byte[REQUEST_ID_BYTES];
        Randomness.SOURCE.nextBytes(id);
        context.header(REQUEST_ID, HexFormat.of().formatHex(id)).header("X-Content-Type-Options", "nosniff");
    }

    public static void refuse(ApiException refusal, Context context) {
        refusal.retryAfterSeconds().ifPresent(seconds -> context.header("Retry-After", Integer.toString(seconds)));
        context.status(refusal.status()).json(refusal.body());
    }

    private static void failed(Exception failure, Context context) {
        String id = context.res().getHeader(REQUEST_ID);
        LOG.error("request {} {} {} failed", id, context.method(), context.path(), failure);
        refuse(
                ApiException.of(
                        500, "internal_error", "The node failed to answer request " + id + "; its log says why."),
                context);
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 413 -> "body_too_large";
            default -> "refused";
        };
    }

    private static String messageOf(HttpResponseException refusal, Context context) {
        return switch (refusal.getStatus()) {
            case 404 -> "There is no " + context.method() + " " + context.path() + " here.";
            case 405 -> context.path() + " does not take " + context.method() + ".";
            default -> String.valueOf(refusal.getMessage());
        };
    }

    /** Held apart so that the seed is read once. */
    private static final class Randomness {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
