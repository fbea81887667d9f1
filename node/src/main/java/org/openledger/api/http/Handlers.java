package org.openledger.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.Output;
import org.openledger.client.call.Verb;

/**
 * What answers each endpoint. An endpoint is answered by one handler, and a handler answers a declared endpoint only. What
 * a call was sent is checked against the declaration before its handler sees it.
 */
public final class Handlers implements Routes {
    private final Function<Context, Access.Caller> callers;
    private final Predicate<Context> administers;
    private final Admission admission;
    private final HttpMeters meters;
    private final Map<Endpoint<?, ?, ?>, Handler> byEndpoint = new LinkedHashMap<>();
    private final List<Routes> others = new ArrayList<>();

    /**
     * @param callers who sends a request
     * @param administers whether it is the administrator, found without the database
     */
    public Handlers(
            Function<Context, Access.Caller> callers,
            Predicate<Context> administers,
            Admission admission,
            HttpMeters meters) {
        this.callers = callers;
        this.administers = administers;
        this.admission = admission;
        this.meters = meters;
    }

    /** Handlers that refuse nobody for calling too often. */
    public Handlers(Function<Context, Access.Caller> callers) {
        this(
                callers,
                context -> callers.apply(context).administers(),
                new Admission(Admission.Options.UNLIMITED),
                new HttpMeters(new PrometheusRegistry()));
    }

    /** The handlers of one noun. */
    @FunctionalInterface
    public interface Noun {
        void handle(Handlers handlers);
    }

    /** Gives the answer to a call. */
    @FunctionalInterface
    public interface Answering<Q, B, A> {
        A answer(Call<Q, B> call) throws Exception;
    }

    /** Writes the answer to a call itself, for example as it comes into being. */
    @FunctionalInterface
    public interface Writing<Q, B> {
        void write(Call<Q, B> call) throws Exception;
    }

    /** Answers an endpoint in JSON, or with nothing where it has no content. */
    public <Q extends Record, B, A> void answer(Endpoint<Q, B, A> endpoint, Answering<Q, B, A> answering) {
        write(endpoint, call -> {
            A answer = answering.answer(call);
            if (endpoint.answer() instanceof Output.Nothing) {
                return;
            }
            call.context().json(answer);
        });
    }

    /** Answers an endpoint in a form of its own. */
    public <Q extends Record, B, A> void write(Endpoint<Q, B, A> endpoint, Writing<Q, B> writing) {
        if (byEndpoint.put(endpoint, context -> handle(endpoint, writing, context)) != null) {
            throw new IllegalStateException("two handlers answer " + endpoint);
        }
    }

    private <Q extends Record, B> void handle(Endpoint<Q, B, ?> endpoint, Writing<Q, B> writing, Context context)
            throws Exception {
        HttpMeters.begin(context, endpoint.cost());
        context.status(endpoint.outcome().status());
        Admission.Visit visit = admission.arrive(endpoint.cost(), context, administers.test(context));
        Access.Caller caller = callers.apply(context);
        caller.require(endpoint.caller(), context);
        visit.charge(caller);
        Call<Q, B> call;
        try (BodyMemory.Part _ = visit.body(context)) {
            call = Requests.read(endpoint, context, caller, visit.client());
            if (endpoint.body() instanceof Input.Raw) { // the handler reads it
                write(call, writing, visit, /* bodyIsRead= */ false);
                return;
            }
        }
        write(call, writing, visit, /* bodyIsRead= */ true);
    }

    private static <Q, B> void write(Call<Q, B> call, Writing<Q, B> writing, Admission.Visit visit, boolean bodyIsRead)
            throws Exception {
        try (Room.Place _ = visit.place(call.context(), bodyIsRead)) {
            writing.write(call);
        }
    }

    /** Routes that are no part of the API, such as those of a browser's preflight. */
    public void also(Routes routes) {
        others.add(routes);
    }

    public Handlers add(Noun... nouns) {
        for (Noun noun : nouns) {
            noun.handle(this);
        }
        return this;
    }

    /** Stops the start of a node that declares what it does not answer, or answers what it does not declare. */
    public Handlers requireExactly(Collection<Endpoint<?, ?, ?>> declared) {
        Set<String> unanswered = names(declared);
        Set<String> undeclared = names(byEndpoint.keySet());
        unanswered.removeAll(names(byEndpoint.keySet()));
        undeclared.removeAll(names(declared));
        if (!unanswered.isEmpty() || !undeclared.isEmpty()) {
            throw new IllegalStateException(
                    "endpoints without a handler: " + unanswered + ", handlers without an endpoint: " + undeclared);
        }
        return this;
    }

    private static Set<String> names(Collection<Endpoint<?, ?, ?>> endpoints) {
        TreeSet<String> names = new TreeSet<>();
        endpoints.forEach(endpoint -> names.add(endpoint.toString()));
        return names;
    }

    @Override
    public void register(RoutesConfig routes) {
        byEndpoint.forEach((endpoint, handler) ->
                routes.addHttpHandler(typeOf(endpoint.place().verb()), pathOf(endpoint), handler));
        others.forEach(other -> other.register(routes));
        meters.register(routes);
    }

    private static HandlerType typeOf(Verb verb) {
        return switch (verb) {
            case GET -> HandlerType.GET;
            case POST -> HandlerType.POST;
            case DELETE -> HandlerType.DELETE;
        };
    }

    /** A name called path may stand for folders; the server writes such names in angle brackets. */
    private static String pathOf(Endpoint<?, ?, ?> endpoint) {
        return endpoint.place().path().replace("{path}", "<path>");
    }
}
