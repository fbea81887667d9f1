package org.openledger.api.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One call of an endpoint: what it was called with, already checked.
 *
 * @param <Q> the endpoint's query
 * @param <B> its body
 */
public final class Call<Q, B> {
    private final Context context;
    private final Access.Caller caller;
    private final String client;
    private final Q query;
    private final Supplier<B> body;
    private final Optional<String> once;

    Call(Context context, Access.Caller caller, String client, Q query, Supplier<B> body, Optional<String> once) {
        this.context = context;
        this.caller = caller;
        this.client = client;
        this.query = query;
        this.body = body;
        this.once = once;
    }

    /** For handlers that write their answer as it comes into being. */
    public Context context() {
        return context;
    }

    public Access.Caller caller() {
        return caller;
    }

    /** The address that limits count it under. */
    String client() {
        return client;
    }

    public Q query() {
        return query;
    }

    /** The body; bytes of another standard are read here. */
    public B body() {
        return body.get();
    }

    /**
     * The id under which the call's effect is made, 64 hexadecimal digits: the same where the call is sent again under the same
     * Idempotency-Key. Empty where it bears none.
     */
    public Optional<String> once() {
        return once;
    }

    /** A text of the path. */
    public String text(String name) {
        return context.pathParam(name);
    }

    /** A positive number of the path; 404 when it is none, since nothing is there then. */
    public long number(String name) {
        return Paths.number(context, name);
    }
}
