package org.openledger.client.call;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One route of the API, as server, client and document know it.
 *
 * @param place where it is
 * @param words what it does
 * @param caller who may call it
 * @param cost what a call takes of the node, by which callers share it
 * @param query the record whose components are the only names of its query
 * @param body what it takes
 * @param answer what it gives
 * @param outcome how a call can end
 * @param <Q> its query
 * @param <B> its body
 * @param <A> its answer
 */
public record Endpoint<Q extends Record, B, A>(
        Place place,
        Words words,
        CallerKind caller,
        Cost cost,
        Class<Q> query,
        Input<B> body,
        Output<A> answer,
        Outcome outcome) {
    /** The header by which a call that is sent again is known. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    /**
     * Where an endpoint is.
     *
     * @param path with names in braces
     * @param names those in braces
     * @param headers of ours that it takes
     */
    public record Place(Verb verb, String path, List<PathName> names, List<HeaderName> headers) {
        private Place with(PathName added) {
            return new Place(
                    verb, path, Stream.concat(names.stream(), Stream.of(added)).toList(), headers);
        }

        private Place with(HeaderName added) {
            return new Place(
                    verb,
                    path,
                    names,
                    Stream.concat(headers.stream(), Stream.of(added)).toList());
        }
    }

    /**
     * What an endpoint does.
     *
     * @param summary in one line
     * @param details what else a caller has to know; empty where there is nothing
     */
    public record Words(String summary, String details) {}

    /**
     * How a call can end.
     *
     * @param status of success
     * @param changes whether anything is another way afterwards
     * @param streamed each event, where the answer can be asked for as a stream of events
     * @param refusals statuses of refusals beside those that follow from the declaration
     * @param once whether calls that bear the same {@link #IDEMPOTENCY_KEY} have one effect
     */
    public record Outcome(
            int status,
            boolean changes,
            Optional<Class<? extends Record>> streamed,
            List<Integer> refusals,
            boolean once) {}

    public static Endpoint<NoQuery, NoBody, NoBody> get(String path, String summary) {
        return bare(Verb.GET, path, summary, OK);
    }

    /** An endpoint that computes or changes something. */
    public static Endpoint<NoQuery, NoBody, NoBody> post(String path, String summary) {
        return bare(Verb.POST, path, summary, OK);
    }

    /** An endpoint that makes something. */
    public static Endpoint<NoQuery, NoBody, NoBody> create(String path, String summary) {
        return bare(Verb.POST, path, summary, CREATED);
    }

    /** An endpoint that changes a part of something. */
    public static Endpoint<NoQuery, NoBody, NoBody> patch(String path, String summary) {
        return bare(Verb.PATCH, path, summary, OK);
    }

    public static Endpoint<NoQuery, NoBody, NoBody> delete(String path, String summary) {
        return bare(Verb.DELETE, path, summary, OK);
    }

    private static Endpoint<NoQuery, NoBody, NoBody> bare(Verb verb, String path, String summary, int status) {
        return new Endpoint<>(
                new Place(verb, path, List.of(), List.of()),
                new Words(summary, ""),
                CallerKind.ANYONE,
                verb == Verb.GET ? Cost.READ : Cost.WRITE,
                NoQuery.class,
                new Input.Nothing(),
                new Output.Nothing(),
                new Outcome(status, verb != Verb.GET, Optional.empty(), List.of(), false));
    }

    /** Says what else a caller has to know. */
    public Endpoint<Q, B, A> says(String details) {
        return new Endpoint<>(place, new Words(words.summary, details), caller, cost, query, body, answer, outcome);
    }

    public Endpoint<Q, B, A> by(CallerKind kind) {
        return new Endpoint<>(place, words, kind, cost, query, body, answer, outcome);
    }

    /** Says what a call takes, where it is not what its method or its query says. */
    public Endpoint<Q, B, A> costs(Cost what) {
        return new Endpoint<>(place, words, caller, what, query, body, answer, outcome);
    }

    /** Says what a number in the path is. */
    public Endpoint<Q, B, A> number(String name, String description) {
        return named(new PathName(name, true, description, "1"));
    }

    /** Says what a text in the path is. */
    public Endpoint<Q, B, A> text(String name, String description, String example) {
        return named(new PathName(name, false, description, example));
    }

    /** Says that it takes a header of ours. */
    public Endpoint<Q, B, A> header(HeaderName added) {
        return new Endpoint<>(place.with(added), words, caller, cost, query, body, answer, outcome);
    }

    private Endpoint<Q, B, A> named(PathName added) {
        return new Endpoint<>(place.with(added), words, caller, cost, query, body, answer, outcome);
    }

    /** A query for a page of a list makes the call a costly read. */
    public <T extends Record> Endpoint<T, B, A> queried(Class<T> by) {
        Cost costs = ListingQuery.class.isAssignableFrom(by) ? Cost.LIST : cost;
        return new Endpoint<>(place, words, caller, costs, by, body, answer, outcome);
    }

    public <T extends Record> Endpoint<Q, T, A> takes(Class<T> type) {
        return takes(new Input.Json<>(type));
    }

    public <T> Endpoint<Q, T, A> takes(Input<T> what) {
        return new Endpoint<>(place, words, caller, cost, query, what, answer, outcome);
    }

    public <T extends Record> Endpoint<Q, B, T> answers(Class<T> type) {
        return answers(new Output.Json<>(type));
    }

    public <T> Endpoint<Q, B, T> answers(Output<T> what) {
        return new Endpoint<>(place, words, caller, cost, query, body, what, outcome);
    }

    /** Says that nothing comes back. */
    public Endpoint<Q, B, A> silent() {
        return ending(new Outcome(NO_CONTENT, outcome.changes, outcome.streamed, outcome.refusals, outcome.once));
    }

    /** Says that the answer can be asked for as a stream of such events. */
    public Endpoint<Q, B, A> streams(Class<? extends Record> event) {
        return ending(new Outcome(outcome.status, outcome.changes, Optional.of(event), outcome.refusals, outcome.once));
    }

    /** Says that it computes, and changes nothing. */
    public Endpoint<Q, B, A> computes() {
        return ending(new Outcome(outcome.status, false, outcome.streamed, outcome.refusals, outcome.once));
    }

    public Endpoint<Q, B, A> refuses(Integer... statuses) {
        return ending(new Outcome(outcome.status, outcome.changes, outcome.streamed, List.of(statuses), outcome.once));
    }

    /** Says that calls with the same key have one effect: for what moves money or is paid. */
    public Endpoint<Q, B, A> once() {
        return ending(new Outcome(outcome.status, outcome.changes, outcome.streamed, outcome.refusals, true));
    }

    private Endpoint<Q, B, A> ending(Outcome other) {
        return new Endpoint<>(place, words, caller, cost, query, body, answer, other);
    }

    /** As a log or a refusal calls it. */
    @Override
    public String toString() {
        return place.verb + " " + place.path;
    }
}
