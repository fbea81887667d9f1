package org.openledger.chain;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** JSON-RPC over HTTP. A status says nothing beside a proper answer: networks use it differently. */
final class HttpTransport implements RpcConnection.Transport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final URI url;
    private final Duration timeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    HttpTransport(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    @Override
    public byte[] exchange(byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] answer = in.readNBytes(RpcConnection.MAX_ANSWER_BYTES + 1);
                if (answer.length > RpcConnection.MAX_ANSWER_BYTES) {
                    throw RpcConnection.tooLong();
                }
                if (answer.length == 0 || answer[0] != '{') {
                    throw new IOException("HTTP status " + response.statusCode() + " without a JSON-RPC answer");
                }
                return answer;
            }
        } catch (HttpTimeoutException e) {
            throw (IOException) new SocketTimeoutException(e.getMessage()).initCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while waiting for " + url.getAuthority(), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
