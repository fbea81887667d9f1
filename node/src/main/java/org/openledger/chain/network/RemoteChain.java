package org.openledger.chain.network;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainException;
import org.openledger.chain.Finality;
import org.openledger.chain.Quantities;
import org.openledger.chain.RpcConnection;
import org.openledger.chain.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another EVM network, by one JSON-RPC URL. Its own nodes keep what is sent; the outbox repeats what they lose. */
public final class RemoteChain implements Chain {
    /** How long one call may take, unless an operator says otherwise. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** Of a provider that wants more rest than this nothing is waited for. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final HttpTransport transport;
    private final RpcConnection connection;
    private final Finality finality;
    private final long id;

    private RemoteChain(URI url, Finality finality, Duration callTimeout) {
        this.transport = new HttpTransport(url, callTimeout);
        this.finality = finality;
        this.connection = new RpcConnection(transport);
        this.id = Quantities.parse(call("eth_chainId", new JsonMapper().createArrayNode()))
                .longValueExact();
    }

    /**
     * Connects and asks for the chain id. Throws {@link ChainException} when the URL does not answer.
     *
     * @param finality when a transaction or event counts as settled
     * @param callTimeout how long one call may take
     */
    public static RemoteChain connect(URI url, Finality finality, Duration callTimeout) {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new ChainException("the chain's URL must start with http:// or https://, not " + url);
        }
        return new RemoteChain(url, finality, callTimeout);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Finality finality() {
        return finality;
    }

    /** Host and port, for people. */
    String name() {
        return transport.name();
    }

    /**
     * Repeats what did not arrive, and what the provider refused because it was asked too often, after the rest that it wants: every
     * method let through here may be repeated, a raw transaction included.
     */
    @Override
    public JsonNode call(String method, JsonNode parameters) {
        Exception last = new IOException("not tried");
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Duration pause = PAUSE;
            try {
                return connection.call(method, parameters);
            } catch (HttpTransport.BusyException busy) {
                last = busy;
                pause = busy.pause().orElse(PAUSE);
            } catch (IOException e) {
                last = e;
            } catch (RpcException refused) {
                if (refused.code() != RpcException.LIMIT_EXCEEDED || attempt == ATTEMPTS) {
                    throw refused;
                }
            }
            if (attempt == ATTEMPTS || pause.compareTo(LONGEST_PAUSE) > 0) {
                break;
            }
            rest(pause);
        }
        throw new ChainException(
                "the chain at " + name() + " does not answer: "
                        + (last instanceof ChainException ? last.getMessage() : last)
                        + ". Check the URL given with --chain, and that the network is up.",
                last);
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
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
