package org.openledger.api.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openledger.administration.Acts;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.HeaderName;
import org.openledger.client.call.Input;
import org.openledger.client.call.NoBody;
import org.openledger.client.shape.Mismatch;
import org.openledger.client.shape.Shape;
import org.openledger.client.shape.ShapeCheck;
import org.openledger.client.shape.Shapes;
import org.openledger.identity.credential.Secrets;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a request was sent, against its endpoint's declaration. What the declaration does not name is refused. */
public final class Requests {
    private static final List<String> OWN_HEADERS = List.of("openledger-", "x-openledger-");
    private static final String BODY_DIGEST = "body-digest";

    private Requests() {}

    static <Q extends Record, B> Call<Q, B> read(
            Endpoint<Q, B, ?> endpoint, Context context, Access.Caller caller, String client) {
        try {
            refuseUnknownHeaders(endpoint, context);
            return new Call<>(
                    context,
                    caller,
                    client,
                    query(context, endpoint.query()),
                    body(context, endpoint.body()),
                    Idempotency.id(endpoint, context, caller));
        } catch (Mismatch mismatch) {
            throw refused(mismatch);
        }
    }

    /** What an administrator asks for: names of the query that the endpoint does not know are not kept, nor are secrets. */
    static Acts.Asked asked(Endpoint<?, ?, ?> endpoint, Context context, Access.Caller caller) {
        String query = Shapes.of(endpoint.query()).members().stream()
                .flatMap(member -> Optional.ofNullable(context.queryParam(member.name())).stream()
                        .map(value -> member.name() + "=" + value))
                .collect(Collectors.joining("&"));
        String target = query.isEmpty() ? context.path() : context.path() + "?" + query;
        return new Acts.Asked(
                caller.administrator().orElseThrow(),
                endpoint.toString(),
                Secrets.masked(target),
                () -> Optional.ofNullable(context.attribute(BODY_DIGEST)));
    }

    private static ApiException refused(Mismatch mismatch) {
        String message = String.valueOf(mismatch.getMessage());
        return mismatch.kind() == Mismatch.Kind.UNSUPPORTED
                ? ApiException.unsupported(mismatch.path(), message)
                : ApiException.invalid(mismatch.path().isEmpty() ? null : mismatch.path(), message);
    }

    /** Headers of the network are not ours to judge; those that begin with our name are, and the endpoint says which there are. */
    private static void refuseUnknownHeaders(Endpoint<?, ?, ?> endpoint, Context context) {
        List<String> known =
                endpoint.place().headers().stream().map(HeaderName::name).toList();
        for (String header : Collections.list(context.req().getHeaderNames())) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (OWN_HEADERS.stream().anyMatch(lower::startsWith)
                    && known.stream().noneMatch(header::equalsIgnoreCase)) {
                throw ShapeCheck.unknown(header, known);
            }
        }
    }

    private static <Q extends Record> Q query(Context context, Class<Q> type) {
        Shape.Members shape = Shapes.of(type);
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, List<String>> each : context.queryParamMap().entrySet()) {
            if (each.getValue().size() > 1) {
                throw ApiException.invalid(each.getKey(), "'" + each.getKey() + "' is given more than once.");
            }
            given.set(each.getKey(), value(each.getValue().getFirst(), shape, each.getKey()));
        }
        return JsonFormat.bind(ShapeCheck.complete(given, shape), type);
    }

    /** A query has texts alone: where a number is wanted, digits are one. */
    private static JsonNode value(String text, Shape.Members shape, String name) {
        boolean isNumber = shape.members().stream()
                .anyMatch(member -> member.name().equals(name) && member.shape() instanceof Shape.Whole);
        return isNumber && text.matches("-?[0-9]{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.stringNode(text);
    }

    /** JSON is read at once, other bytes when the handler wants them. */
    @SuppressWarnings("unchecked")
    private static <B> Supplier<B> body(Context context, Input<B> body) {
        return switch (body) {
            case Input.Nothing _ -> {
                refuseBody(context);
                yield () -> (B) NoBody.NONE;
            }
            case Input.Json<?> json -> {
                byte[] sent = RequestBody.bytes(context, RequestBody.MAX_JSON_BYTES);
                context.attribute(BODY_DIGEST, Hex.of(Hashes.sha256(sent)));
                B read = (B) record(sent, json.type());
                yield () -> read;
            }
            case Input.Raw _ -> () -> (B) RequestBody.bytes(context, RequestBody.MAX_JSON_BYTES);
        };
    }

    /** The record that a body of JSON holds; a 400 names what of it is not as it should be. */
    public static <T extends Record> T record(byte[] sent, Class<T> type) {
        try {
            return JsonFormat.bind(ShapeCheck.complete(JsonFormat.parse(sent), Shapes.of(type)), type);
        } catch (Mismatch mismatch) {
            throw refused(mismatch);
        }
    }

    /** An empty object is as good as nothing; a name in it would be ignored. */
    private static void refuseBody(Context context) {
        byte[] sent = RequestBody.bytes(context, RequestBody.MAX_JSON_BYTES);
        if (sent.length > 0) {
            record(sent, NoBody.class);
        }
    }
}
