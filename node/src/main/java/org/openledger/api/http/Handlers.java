package org.openledger.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.openledger.administration.Acts;
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
    private Optional<Acts> acts = Optional.empty();
    private Optional<Idempotency> idempotency = Optional.empty();
    private final Map<Endpoint<?, ?, ?>, Handler> byEndpoint = new LinkedHashMap<>();
    private final Set<Endpoint<?, ?, ?>> heads = new LinkedHashSet<>();
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

    /** Where acts of administrators are kept; without it an administrator cannot act. */
    public Handlers keeping(Acts kept) {
        acts = Optional.of(kept);
        return this;
    }

    /** What knows calls that are sent again; without it no endpoint takes an Idempotency-Key. */
    public Handlers repeating(Idempotency known) {
        idempotency = Optional.of(known);
        return this;
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
        handle(endpoint, call -> {
            A answer = answering.answer(call);
            if (endpoint.answer() instanceof Output.Nothing) {
                return Optional.empty();
            }
            String json = JsonFormat.write(answer);
            call.context().contentType("application/json").result(json);
            return Optional.of(json);
        });
    }

    /** Answers an endpoint in a form of its own. */
    public <Q extends Record, B, A> void write(Endpoint<Q, B, A> endpoint, Writing<Q, B> writing) {
        handle(endpoint, call -> {
            writing.write(call);
            return Optional.empty();
        });
    }

    /** Gives the JSON that was written, where it is one text. */
    private interface Giving<Q, B> {
        Optional<String> give(Call<Q, B> call) throws Exception;
    }

    private <Q extends Record, B, A> void handle(Endpoint<Q, B, A> endpoint, Giving<Q, B> giving) {
        if (byEndpoint.put(endpoint, context -> handle(endpoint, giving, context)) != null) {
            throw new IllegalStateException("two handlers answer " + endpoint);
        }
    }

    private <Q extends Record, B> void handle(Endpoint<Q, B, ?> endpoint, Giving<Q, B> giving, Context context)
            throws Exception {
        HttpMeters.begin(context, endpoint.cost());
        context.status(endpoint.outcome().status());
        Admission.Visit visit = admission.arrive(endpoint.cost(), context, administers.test(context));
        Access.Caller caller = callers.apply(context).at(endpoint.caller(), context);
        visit.charge(caller);
        if (isAct(endpoint, caller)) {
            acts.orElseThrow(() -> new IllegalStateException("nothing keeps acts of administrators"))
                    .keep(
                            Requests.asked(endpoint, context, caller),
                            () -> admitted(endpoint, giving, visit, context, caller));
        } else {
            admitted(endpoint, giving, visit, context, caller);
        }
    }

    private <Q extends Record, B> void admitted(
            Endpoint<Q, B, ?> endpoint,
            Giving<Q, B> giving,
            Admission.Visit visit,
            Context context,
            Access.Caller caller)
            throws Exception {
        Call<Q, B> call;
        try (BodyMemory.Part _ = visit.body(context)) {
            call = Requests.read(endpoint, context, caller, visit.client());
            if (endpoint.body() instanceof Input.Raw) { // the handler reads it
                placed(call, giving, visit, /* bodyIsRead= */ false);
                return;
            }
        }
        placed(call, giving, visit, /* bodyIsRead= */ true);
    }

    private <Q, B> void placed(Call<Q, B> call, Giving<Q, B> giving, Admission.Visit visit, boolean bodyIsRead)
            throws Exception {
        try (Room.Place _ = visit.place(call.context(), bodyIsRead)) {
            once(call, giving);
        }
    }

    /** Has the effect of a call that bears a key once, whoever calls. */
    private <Q, B> void once(Call<Q, B> call, Giving<Q, B> giving) throws Exception {
        if (call.once().isPresent()) {
            String request = JsonFormat.write(call.query()) + JsonFormat.write(call.body());
            idempotency.orElseThrow().once(call.once().get(), request, call.context(), () -> giving.give(call));
        } else {
            giving.give(call);
        }
    }

    /** Whether an administrator changes what others may not. What is open to anyone, or to payers, is nobody's office. */
    private static boolean isAct(Endpoint<?, ?, ?> endpoint, Access.Caller caller) {
        return caller.administers()
                && endpoint.outcome().changes()
                && switch (endpoint.caller()) {
                    case ANYONE, PAYER, AGENT -> false;
                    case CONTRIBUTOR, ACCOUNT, ADMINISTRATOR -> true;
                };
    }

    /** Lets an endpoint also be asked for its headers alone. */
    public void head(Endpoint<?, ?, ?> endpoint) {
        heads.add(endpoint);
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
        heads.forEach(endpoint -> routes.addHttpHandler(
                HandlerType.HEAD, pathOf(endpoint), Objects.requireNonNull(byEndpoint.get(endpoint))));
        others.forEach(other -> other.register(routes));
        meters.register(routes);
    }

    private static HandlerType typeOf(Verb verb) {
        return switch (verb) {
            case GET -> HandlerType.GET;
            case POST -> HandlerType.POST;
            case PATCH -> HandlerType.PATCH;
            case DELETE -> HandlerType.DELETE;
        };
    }

    /** A name called path may stand for folders; the server writes such names in angle brackets. */
    private static String pathOf(Endpoint<?, ?, ?> endpoint) {
        return endpoint.place().path().replace("{path}", "<path>");
    }
}
