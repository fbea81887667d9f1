package org.openledger.chain.network;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.Chain;
import org.openledger.chain.ChainException;
import org.openledger.chain.Finality;
import org.openledger.chain.Quantities;
import org.openledger.chain.RpcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One network by several URLs. A call goes to the first provider that answers; one that does not is left alone for a while. The newest
 * block, and the newest that is settled, is the lowest that any of them says, so that what is read next is there whoever is asked. One
 * that is far behind the others has stopped, and has no say. A transaction goes to all of them.
 */
public final class Providers implements Chain {
    /** Blocks that must follow where the network has no finalized block, and the operator does not say. */
    public static final int STANDARD_DEPTH = 12;

    /** A provider so far behind the others has stopped. */
    private static final long MOST_BEHIND = 64;

    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);
    private static final Set<String> SETTLED_TAGS = Set.of("finalized", "safe");
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Provider> providers;
    private final Finality finality;
    private final long id;

    /** One URL. It may not answer when the node starts; then its chain is looked at when it does. */
    private static final class Provider {
        private final URI url;
        private final Duration callTimeout;
        private @Nullable RemoteChain chain;
        private long leftAloneUntilNanos = System.nanoTime();

        Provider(URI url, Duration callTimeout) {
            this.url = url;
            this.callTimeout = callTimeout;
        }

        synchronized boolean isLeftAlone() {
            return leftAloneUntilNanos - System.nanoTime() > 0;
        }

        synchronized void leaveAlone(ChainException why) {
            if (!isLeftAlone()) {
                LOG.warn(
                        "a provider of the chain is left alone for {} s: {}", LEFT_ALONE.toSeconds(), why.getMessage());
            }
            leftAloneUntilNanos = System.nanoTime() + LEFT_ALONE.toNanos();
        }

        /** @param expected the chain's id; empty for the first that answers */
        synchronized RemoteChain chain(Optional<Long> expected, Finality finality) {
            RemoteChain known = chain;
            if (known != null) {
                return known;
            }
            RemoteChain found = RemoteChain.connect(url, finality, callTimeout);
            if (expected.isPresent() && expected.get() != found.id()) {
                found.close();
                throw new ChainException("the providers given with --chain are of different networks: " + found.name()
                        + " has chain id " + found.id() + ", another has " + expected.get());
            }
            chain = found;
            return found;
        }

        synchronized void close() {
            if (chain != null) {
                chain.close();
            }
        }
    }

    private Providers(List<Provider> providers, Optional<Finality> wanted) {
        this.providers = providers;
        Optional<RemoteChain> first = Optional.empty();
        ChainException last = new ChainException("--chain names no URL");
        for (Provider provider : providers) {
            try {
                RemoteChain chain = provider.chain(first.map(RemoteChain::id), new Finality.Depth(0));
                first = first.or(() -> Optional.of(chain));
            } catch (ChainException unreachable) {
                if (unreachable.getCause() == null) {
                    throw unreachable; // it answers, and is not what it should be
                }
                last = unreachable;
                provider.leaveAlone(unreachable);
            }
        }
        if (first.isEmpty()) {
            throw last;
        }
        this.id = first.get().id();
        this.finality = wanted.orElseGet(
                () -> hasFinalized() ? new Finality.Tag("finalized") : new Finality.Depth(STANDARD_DEPTH));
    }

    /**
     * Connects to at least one of them. Throws {@link ChainException} when none answers, or two are of different networks.
     *
     * @param finality when something counts as settled; empty for the network's finalized block where it has one, else {@link
     *     #STANDARD_DEPTH} blocks
     * @param callTimeout how long one call to one of them may take
     */
    public static Providers connect(List<URI> urls, Optional<Finality> finality, Duration callTimeout) {
        List<Provider> providers =
                urls.stream().map(url -> new Provider(url, callTimeout)).toList();
        try {
            return new Providers(providers, finality);
        } catch (RuntimeException e) {
            providers.forEach(Provider::close);
            throw e;
        }
    }

    private boolean hasFinalized() {
        try {
            return !call(
                            "eth_getBlockByNumber",
                            JSON.createArrayNode().add("finalized").add(false))
                    .isNull();
        } catch (RpcException unknownThere) {
            return false;
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Finality finality() {
        return finality;
    }

    /** Each provider that answers now by itself. */
    @Override
    public List<Chain> sources() {
        List<Chain> answering = new ArrayList<>();
        for (Provider provider : inOrder()) {
            if (provider.isLeftAlone() && !answering.isEmpty()) {
                continue;
            }
            try {
                answering.add(provider.chain(Optional.of(id), finality));
            } catch (ChainException unreachable) {
                provider.leaveAlone(unreachable);
            }
        }
        return List.copyOf(answering);
    }

    /** Those that answered last first; those left alone are tried when no other is left. */
    private List<Provider> inOrder() {
        return providers.stream()
                .sorted(Comparator.comparing(Provider::isLeftAlone))
                .toList();
    }

    @Override
    public JsonNode call(String method, JsonNode parameters) {
        boolean head = method.equals("eth_blockNumber");
        boolean settled = method.equals("eth_getBlockByNumber")
                && SETTLED_TAGS.contains(parameters.path(0).asString(""));
        if (head || settled) {
            return lowest(answers(method, parameters, _ -> false), head);
        }
        if (method.equals("eth_sendRawTransaction")) {
            return answers(method, parameters, _ -> false).getFirst();
        }
        return answers(method, parameters, answer -> !answer.isNull()).getLast();
    }

    /**
     * What providers answer, one after the other, until one's answer is enough. What a contract refuses, every provider's would: that is
     * thrown at once. Anything else is thrown when no provider answers.
     */
    private List<JsonNode> answers(String method, JsonNode parameters, Predicate<JsonNode> enough) {
        List<JsonNode> answers = new ArrayList<>();
        ChainException first = null;
        for (Provider provider : inOrder()) {
            if (provider.isLeftAlone() && !answers.isEmpty()) {
                continue;
            }
            try {
                JsonNode answer = provider.chain(Optional.of(id), finality).call(method, parameters);
                answers.add(answer);
                if (enough.test(answer)) {
                    return answers;
                }
            } catch (RpcException refused) {
                if (refused.reverted() && answers.isEmpty()) {
                    throw refused;
                }
                first = first == null ? refused : first;
            } catch (ChainException unreachable) {
                provider.leaveAlone(unreachable);
                first = first == null ? unreachable : first;
            }
        }
        if (answers.isEmpty()) {
            throw first == null ? new ChainException("no provider of the chain was asked") : first;
        }
        return answers;
    }

    private static JsonNode lowest(List<JsonNode> answers, boolean numbers) {
        List<JsonNode> known = answers.stream().filter(each -> !each.isNull()).toList();
        if (known.isEmpty()) {
            return answers.getFirst();
        }
        long newest =
                known.stream().mapToLong(each -> number(each, numbers)).max().orElseThrow();
        return known.stream()
                .filter(each -> newest - number(each, numbers) <= MOST_BEHIND)
                .min(Comparator.comparingLong(each -> number(each, numbers)))
                .orElseThrow();
    }

    private static long number(JsonNode answer, boolean number) {
        return Quantities.parse(number ? answer : answer.path("number")).longValueExact();
    }

    @Override
    public void close() {
        providers.forEach(Provider::close);
    }
}
