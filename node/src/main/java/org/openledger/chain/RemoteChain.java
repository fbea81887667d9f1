package org.openledger.chain;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another EVM network, by its JSON-RPC URL. Its own nodes keep what is sent; the outbox repeats what they lose. */
public final class RemoteChain implements Chain {
    /** How long one call may take, unless an operator says otherwise. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 250;

    private final URI url;
    private final RpcConnection connection;
    private final int confirmations;
    private final long id;

    private RemoteChain(URI url, int confirmations, Duration callTimeout) {
        this.url = url;
        this.confirmations = confirmations;
        this.connection = new RpcConnection(new HttpTransport(url, callTimeout));
        this.id = Quantities.parse(call("eth_chainId", new JsonMapper().createArrayNode()))
                .longValueExact();
    }

    /**
     * Connects and asks for the chain id. Throws {@link ChainException} when the URL does not answer.
     *
     * @param confirmations blocks that must follow before a transaction or event counts as settled
     * @param callTimeout how long one call may take
     */
    public static RemoteChain connect(URI url, int confirmations, Duration callTimeout) {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new ChainException("the chain's URL must start with http:// or https://, not " + url);
        }
        if (confirmations < 0) {
            throw new ChainException("confirmations must not be negative: " + confirmations);
        }
        return new RemoteChain(url, confirmations, callTimeout);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public int confirmations() {
        return confirmations;
    }

    /**
     * Repeats what did not arrive, and what the provider refused because it was asked too often: every method let through here may
     * be repeated, a raw transaction included.
     */
    @Override
    public JsonNode call(String method, JsonNode parameters) {
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return connection.call(method, parameters);
            } catch (IOException e) {
                last = e;
            } catch (RpcException refused) {
                if (refused.code() != RpcException.LIMIT_EXCEEDED || attempt + 1 == ATTEMPTS) {
                    throw refused;
                }
            }
            pause();
        }
        throw new ChainException(
                "the chain at " + url.getAuthority() + " does not answer: " + last
                        + ". Check the URL given with --chain, and that the network is up.",
                last);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException("interrupted while waiting for the chain", e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
