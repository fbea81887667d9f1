package org.openledger.upstream;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.openledger.answer.GatewayException;
import org.openledger.answer.ServedModel;
import org.openledger.model.Bases;
import org.openledger.serve.GenerationRequest;
import org.openledger.store.Loop;
import org.openledger.store.Refusal.Kind;

/**
 * The servers that answer for models of this node. Each adapter has an order of them by rendezvous hashing, so that it is loaded
 * on as few as can be: the first that answers is asked, and the next one where that fails before the first token.
 */
public final class Upstreams implements AutoCloseable {
    private final UpstreamOptions options;
    private final Bases bases;
    private final UpstreamMeters meters;
    private final HttpClient http;
    private final List<UpstreamServer> servers;
    private final Loop loop;

    private Upstreams(UpstreamOptions options, Bases bases, PrometheusRegistry registry) {
        this.options = options;
        this.bases = bases;
        this.meters = new UpstreamMeters(registry);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connect())
                .build();
        Loop looking = new Loop("upstreams", this::look, Loop.Retry.every(options.look()), options.connect());
        this.loop = looking;
        this.servers = options.servers().keySet().stream()
                .sorted()
                .map(name -> new UpstreamServer(name, options, http, looking::wake))
                .toList();
        meters.watch(servers);
    }

    /** Knows the servers, and looks at them from now on. */
    public static Upstreams open(UpstreamOptions options, Bases bases, PrometheusRegistry registry) {
        Upstreams upstreams = new Upstreams(options, bases, registry);
        upstreams.loop.start();
        return upstreams;
    }

    /** How one server is. */
    public record Health(String name, boolean answers, String words) {}

    private Duration look() {
        CompletableFuture.allOf(servers.stream().map(UpstreamServer::look).toArray(CompletableFuture[]::new))
                .join();
        return servers.isEmpty() ? Loop.UNTIL_WOKEN : options.look();
    }

    /** How every server is, by name. */
    public List<Health> health() {
        return servers.stream()
                .map(server -> new Health(
                        server.name(),
                        server.healthy(),
                        server.silent().map(why -> "does not: " + why).orElse("answers")))
                .toList();
    }

    /** Whether a model is computed on upstreams. */
    public boolean answerFor(String model) {
        return options.answersFor(model);
    }

    /**
     * Asks for an answer of a model. Nothing is sent before it is read.
     *
     * @throws GatewayException when no server answers now, or none answers so
     */
    public UpstreamAnswer submit(ServedModel model, GenerationRequest request) {
        refuseWhatOnlyThisEngineDoes(model, request);
        RemoteAdapter adapter = adapter(model);
        List<UpstreamServer> order = servers.stream()
                .filter(UpstreamServer::healthy)
                .sorted(Comparator.comparingLong((UpstreamServer server) -> server.weight(adapter))
                        .reversed())
                .toList();
        if (order.isEmpty()) {
            throw new GatewayException(
                    Kind.NOT_READY.retryAfter(options.look().toMillis()),
                    "The model " + model.name() + " is computed elsewhere, and nobody answers there: "
                            + health().stream()
                                    .map(each -> each.name() + " " + each.words())
                                    .collect(Collectors.joining("; "))
                            + ".");
        }
        return new UpstreamAnswer(adapter, request, bases.of(model.model().baseDigest()), options, meters, order);
    }

    private static void refuseWhatOnlyThisEngineDoes(ServedModel model, GenerationRequest request) {
        String wanted = request.constraint().isPresent()
                ? "held to a schema or to tools"
                : request.scores().prompt()
                        ? "with the scores of its prompt"
                        : request.scores().alternatives() > 0 ? "with other tokens' scores" : "";
        if (!wanted.isEmpty()) {
            throw new GatewayException(
                    Kind.UNSUPPORTED,
                    "The model " + model.name() + " is computed elsewhere, where no answer comes " + wanted
                            + ". Ask without, or another model.");
        }
    }

    private RemoteAdapter adapter(ServedModel model) {
        String path = options.seenData()
                .resolve(options.data()
                        .relativize(model.adapter().folder().toAbsolutePath().normalize()))
                .toString();
        return new RemoteAdapter(model.name(), model.model().adapterDigest(), path);
    }

    /** A model is served no longer. */
    public void withdraw(String model) {
        if (answerFor(model)) {
            servers.forEach(server -> server.unload(model));
        }
    }

    /** An answer's log-probabilities are not those of the model. */
    public void disagreed(String upstream) {
        meters.disagreed(upstream);
    }

    @Override
    public void close() {
        loop.close();
        http.shutdownNow();
        http.close();
    }
}
