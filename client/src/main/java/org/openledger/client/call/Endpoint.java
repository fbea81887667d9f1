package org.openledger.client.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One route of the API, as server, client and document know it.
 *
 * @param path with names in braces
 * @param summary what it does, in one line
 * @param details what else a caller has to know; empty where there is nothing
 * @param caller who may call it
 * @param pathNames those in braces
 * @param query the record whose components are the only names of its query
 * @param status of a call that succeeds
 * @param streamed each event of the answer where it is asked for as a stream of events
 * @param refusals statuses of refusals beside those that every endpoint has
 * @param <Q> its query
 * @param <B> its body
 * @param <A> its answer
 */
public record Endpoint<Q extends Record, B, A>(
        Verb verb,
        String path,
        String summary,
        String details,
        CallerKind caller,
        List<PathName> pathNames,
        Class<Q> query,
        Body<B> body,
        int status,
        Answer<A> answer,
        Optional<Class<? extends Record>> streamed,
        List<Integer> refusals) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    public static Endpoint<NoQuery, NoBody, NoBody> get(String path, String summary) {
        return bare(Verb.GET, path, summary, OK);
    }

    /** An endpoint that computes or starts something that has no place of its own. */
    public static Endpoint<NoQuery, NoBody, NoBody> post(String path, String summary) {
        return bare(Verb.POST, path, summary, OK);
    }

    /** An endpoint that makes something. */
    public static Endpoint<NoQuery, NoBody, NoBody> create(String path, String summary) {
        return bare(Verb.POST, path, summary, CREATED);
    }

    public static Endpoint<NoQuery, NoBody, NoBody> delete(String path, String summary) {
        return bare(Verb.DELETE, path, summary, OK);
    }

    private static Endpoint<NoQuery, NoBody, NoBody> bare(Verb verb, String path, String summary, int status) {
        return new Endpoint<>(
                verb,
                path,
                summary,
                "",
                CallerKind.ANYONE,
                List.of(),
                NoQuery.class,
                new Body.Nothing(),
                status,
                new Answer.Nothing(),
                Optional.empty(),
                List.of());
    }

    public Endpoint<Q, B, A> says(String sentences) {
        return new Endpoint<>(
                verb, path, summary, sentences, caller, pathNames, query, body, status, answer, streamed, refusals);
    }

    public Endpoint<Q, B, A> by(CallerKind kind) {
        return new Endpoint<>(
                verb, path, summary, details, kind, pathNames, query, body, status, answer, streamed, refusals);
    }

    /** Says what a number in the path is. */
    public Endpoint<Q, B, A> number(String name, String description) {
        return named(new PathName(name, true, description, "1"));
    }

    /** Says what a text in the path is. */
    public Endpoint<Q, B, A> text(String name, String description, String example) {
        return named(new PathName(name, false, description, example));
    }

    private Endpoint<Q, B, A> named(PathName added) {
        List<PathName> names = new ArrayList<>(pathNames);
        names.add(added);
        return new Endpoint<>(
                verb, path, summary, details, caller, names, query, body, status, answer, streamed, refusals);
    }

    public <T extends Record> Endpoint<T, B, A> queried(Class<T> by) {
        return new Endpoint<>(
                verb, path, summary, details, caller, pathNames, by, body, status, answer, streamed, refusals);
    }

    public <T extends Record> Endpoint<Q, T, A> takes(Class<T> type) {
        return takes(new Body.Json<>(type));
    }

    public <T> Endpoint<Q, T, A> takes(Body<T> what) {
        return new Endpoint<>(
                verb, path, summary, details, caller, pathNames, query, what, status, answer, streamed, refusals);
    }

    public <T extends Record> Endpoint<Q, B, T> answers(Class<T> type) {
        return answers(new Answer.Json<>(type));
    }

    public <T extends Record> Endpoint<Q, B, List<T>> lists(Class<T> element) {
        return answers(new Answer.Many<>(element));
    }

    public <T> Endpoint<Q, B, T> answers(Answer<T> what) {
        return new Endpoint<>(
                verb, path, summary, details, caller, pathNames, query, body, status, what, streamed, refusals);
    }

    /** Says that nothing comes back. */
    public Endpoint<Q, B, A> silent() {
        return new Endpoint<>(
                verb, path, summary, details, caller, pathNames, query, body, NO_CONTENT, answer, streamed, refusals);
    }

    public Endpoint<Q, B, A> streams(Class<? extends Record> event) {
        return new Endpoint<>(
                verb,
                path,
                summary,
                details,
                caller,
                pathNames,
                query,
                body,
                status,
                answer,
                Optional.of(event),
                refusals);
    }

    public Endpoint<Q, B, A> refuses(Integer... statuses) {
        return new Endpoint<>(
                verb,
                path,
                summary,
                details,
                caller,
                pathNames,
                query,
                body,
                status,
                answer,
                streamed,
                List.of(statuses));
    }

    /** As a log or a refusal calls it. */
    @Override
    public String toString() {
        return verb + " " + path;
    }
}
