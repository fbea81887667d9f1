package org.openledger.chain.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openledger.chain.ChainException;
import org.openledger.chain.RpcConnection;

/**
 * JSON-RPC over HTTP. A status says nothing beside a proper answer, save that the provider is busy: networks use it differently. A
 * user and password of the URL go in a header (RFC 7617), and stand in no message.
 */
final class HttpTransport implements RpcConnection.Transport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final URI url;
    private final Optional<String> authorization;
    private final Duration timeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    HttpTransport(URI url, Duration timeout) {
        this.url = withoutUser(url);
        this.authorization = Optional.ofNullable(url.getUserInfo())
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        this.timeout = timeout;
    }

    /** The provider asks not to be called for a while. */
    static final class BusyException extends ChainException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Duration> pause;

        BusyException(int status, Optional<Duration> pause) {
            super("HTTP status " + status + ", asked too often"
                    + pause.map(wait -> "; it wants " + wait.toSeconds() + " s of rest")
                            .orElse(""));
            this.pause = pause;
        }

        /** How long, where it says so. */
        Optional<Duration> pause() {
            return pause;
        }
    }

    private static URI withoutUser(URI url) {
        String user = url.getRawUserInfo();
        return user == null ? url : URI.create(url.toString().replaceFirst(Pattern.quote(user + "@"), ""));
    }

    /** Host and port, for people. */
    String name() {
        return url.getAuthority();
    }

    @Override
    public byte[] exchange(byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] answer = in.readNBytes(RpcConnection.MAX_ANSWER_BYTES + 1);
                int status = response.statusCode();
                if (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) {
                    throw new BusyException(status, pause(response));
                }
                if (answer.length > RpcConnection.MAX_ANSWER_BYTES) {
                    throw RpcConnection.tooLong();
                }
                if (answer.length == 0 || answer[0] != '{') {
                    throw new IOException("HTTP status " + status + " without a JSON-RPC answer");
                }
                return answer;
            }
        } catch (HttpTimeoutException e) {
            throw (IOException) new SocketTimeoutException(e.getMessage()).initCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while waiting for " + name(), e);
        }
    }

    /** In seconds; a date, which the header may have too (RFC 9110, section 10.2.3), says nothing here. */
    private static Optional<Duration> pause(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
