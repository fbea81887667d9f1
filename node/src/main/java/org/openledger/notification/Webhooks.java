package org.openledger.notification;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.openledger.store.Refusal;

/**
 * Sends to webhooks as "Standard Webhooks" 1.0 says: an id that stays over tries, the time, and an HMAC-SHA256 of both and the body
 * under the target's secret. Of the answer the status line alone is read, a redirection is not followed, and after a while the
 * connection is cut. The request is written by hand, since no client of the platform connects to an address that was checked.
 */
final class Webhooks {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final String SECRET_PREFIX = "whsec_";

    private static final int MAX_URL_CHARACTERS = 1000;
    private static final int MAX_STATUS_LINE = 256;
    private static final int GONE = 410;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    private final WebhookHosts hosts;
    private final SSLSocketFactory tls;
    private final Duration patience;

    /** @param patience after which a try is cut off */
    Webhooks(WebhookHosts hosts, SSLSocketFactory tls, Duration patience) {
        this.hosts = hosts;
        this.tls = tls;
        this.patience = patience;
    }

    /** The URL of a target, or a refusal that says what a webhook may be. */
    String require(String address) {
        try {
            URI url = new URI(address);
            String host = url.getHost();
            boolean plain = "http".equals(url.getScheme()) && host != null && hosts.isInner(host);
            if (address.length() > MAX_URL_CHARACTERS
                    || !(plain || "https".equals(url.getScheme()))
                    || host == null
                    || url.getRawUserInfo() != null
                    || url.getRawFragment() != null
                    || !address.equals(url.toASCIIString())) {
                throw refused("'" + address + "' is none: it is https://, a host, and perhaps a path and a query");
            }
            hosts.address(host);
            return address;
        } catch (URISyntaxException e) {
            throw refused("'" + address + "' is no URL");
        } catch (IOException e) {
            throw refused("nothing is sent there: " + e.getMessage());
        }
    }

    private static NotificationException refused(String why) {
        return new NotificationException(Refusal.Kind.INVALID.at("address"), "a webhook has a URL: " + why);
    }

    /** Sends a body once. */
    Sent send(URI url, String id, long seconds, byte[] body, byte[] secret) {
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        try (Socket plain = new Socket()) {
            Thread watch = Thread.startVirtualThread(() -> cut(plain, patience));
            try {
                InetAddress address = hosts.address(url.getHost());
                plain.connect(new InetSocketAddress(address, port), Math.toIntExact(patience.toMillis()));
                Socket socket = secure ? secured(plain, url.getHost(), port) : plain;
                socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
                socket.getOutputStream().write(request(url, id, seconds, body, secret));
                socket.getOutputStream().flush();
                return answered(statusLine(socket.getInputStream()));
            } finally {
                watch.interrupt();
            }
        } catch (IOException e) {
            return Sent.later("no answer: "
                    + Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName()));
        }
    }

    private static void cut(Socket socket, Duration patience) {
        try {
            Thread.sleep(patience);
            socket.close();
        } catch (InterruptedException answered) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, /* autoClose= */ true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(URI url, String id, long seconds, byte[] body, byte[] secret) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String head = "POST " + path + query + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nUser-Agent: openledger\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\nwebhook-id: " + id + "\r\nwebhook-timestamp: " + seconds
                + "\r\nwebhook-signature: " + signature(id, seconds, body, secret) + "\r\n\r\n";
        return joined(head.getBytes(StandardCharsets.US_ASCII), body);
    }

    /** What the header has: {@code v1,} and the HMAC of id, time and body, with dots between, as base64. */
    static String signature(String id, long seconds, byte[] body, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] signed = joined((id + "." + seconds + ".").getBytes(StandardCharsets.US_ASCII), body);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static @Nullable String statusLine(InputStream answer) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answer.read(); next >= 0 && line.length() < MAX_STATUS_LINE; next = answer.read()) {
            if (next == '\n') {
                return line.toString().strip();
            }
            line.append((char) next);
        }
        return null;
    }

    private static Sent answered(@Nullable String line) {
        Matcher status = STATUS.matcher(line == null ? "" : line);
        if (!status.matches()) {
            return Sent.later("what answers there is no web server");
        }
        int code = Integer.parseInt(status.group(1));
        String detail = "answered " + code;
        if (code / 100 == 2) {
            return Sent.arrived(detail);
        }
        return code == GONE ? Sent.never(detail + ": it wants no more") : Sent.later(detail);
    }
}
