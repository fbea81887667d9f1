package org.openledger.verify.agency;

import java.util.ArrayList;
import java.util.List;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;

/**
 * A trail's records in the forms of others, for their tools: the trail itself is what is signed and checked, and each export names its
 * digest. Nothing in them is more than the records say.
 */
public final class TrailExport {
    public static final String PREDICATE = "urn:openledger:agent-trail:1";
    private static final String NANOS = "000000";
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;
    private static final int SPAN_INTERNAL = 1;
    private static final int STATUS_OK = 1;
    private static final int STATUS_ERROR = 2;

    private TrailExport() {}

    /**
     * A statement of in-toto (version 1), whose subjects are the records by the SHA-256 of their canonical bytes. It is not signed: who
     * hands it on signs it in an envelope of their own (DSSE).
     *
     * @param file a trail, as it was exported
     */
    public static JsonObject statement(byte[] file) {
        Trail trail = Trail.fromJson(CanonicalJson.parseCanonical(file)).content();
        return Json.object()
                .put("_type", "https://in-toto.io/Statement/v1")
                .put(
                        "subject",
                        Json.array(trail.entries().stream()
                                .map(entry -> Json.object()
                                        .put("name", "action/" + entry.record().id())
                                        .put("digest", digest(entry.record().digest()))
                                        .build())
                                .toList()))
                .put("predicateType", PREDICATE)
                .put(
                        "predicate",
                        Json.object()
                                .put("trail", digest(Hex.of(Hashes.sha256(file))))
                                .put("operator", trail.operator())
                                .put(
                                        "log",
                                        Json.object()
                                                .put("origin", trail.log().origin())
                                                .put("key", trail.log().key())
                                                .build())
                                .put("checkpoint", trail.checkpoint())
                                .put(
                                        "mandates",
                                        Json.array(trail.mandates().stream()
                                                .map(given -> given.mandate().json())
                                                .toList()))
                                .put(
                                        "actions",
                                        Json.array(trail.entries().stream()
                                                .map(entry -> entry.record().json())
                                                .toList()))
                                .build())
                .build();
    }

    private static Json digest(String sha256) {
        return Json.object().put("sha256", sha256).build();
    }

    /**
     * The records as spans of OpenTelemetry (OTLP in JSON): one trace a family of mandates, one span a call, from when it was decided to
     * when it had ended. Arguments and results are not in it.
     *
     * @param file a trail, as it was exported
     */
    public static JsonObject spans(byte[] file) {
        Trail trail = Trail.fromJson(CanonicalJson.parseCanonical(file)).content();
        String trace = trail.mandates().get(0).mandate().id().substring(0, TRACE_DIGITS);
        List<JsonObject> spans = new ArrayList<>();
        for (Trail.Entry entry : trail.entries()) {
            spans.add(span(trace, entry.record()));
        }
        return Json.object()
                .put(
                        "resourceSpans",
                        Json.array(List.of(Json.object()
                                .put(
                                        "resource",
                                        Json.object()
                                                .put(
                                                        "attributes",
                                                        Json.array(List.of(
                                                                text("service.name", "openledger"),
                                                                text("openledger.operator", trail.operator()),
                                                                text(
                                                                        "openledger.trail.sha256",
                                                                        Hex.of(Hashes.sha256(file))))))
                                                .build())
                                .put(
                                        "scopeSpans",
                                        Json.array(List.of(Json.object()
                                                .put(
                                                        "scope",
                                                        Json.object()
                                                                .put("name", "openledger.agency")
                                                                .build())
                                                .put("spans", Json.array(spans))
                                                .build())))
                                .build())))
                .build();
    }

    private static JsonObject span(String trace, Action record) {
        List<Json> attributes = new ArrayList<>(List.of(
                text("gen_ai.operation.name", "execute_tool"),
                text("gen_ai.tool.name", record.tool().name()),
                text("openledger.action", record.id()),
                text("openledger.action.sha256", record.digest()),
                text("openledger.mandate", record.mandate()),
                text("openledger.verdict", record.verdict().word()),
                number("openledger.sequence", record.sequence()),
                number("openledger.paid_gwei", record.cost().paidGwei())));
        record.receipt().ifPresent(id -> attributes.add(text("openledger.receipt", id)));
        record.rules().stream()
                .filter(verdict -> verdict.found() != Rules.Found.HOLDS)
                .forEach(verdict ->
                        attributes.add(text("openledger.rule." + verdict.rule().word(), verdict.says())));
        boolean executed = record.verdict() == Action.End.EXECUTED;
        Json.ObjectBuilder status = Json.object().put("code", executed ? STATUS_OK : STATUS_ERROR);
        if (!executed) {
            status.put("message", record.reason());
        }
        return Json.object()
                .put("traceId", trace)
                .put("spanId", record.id().substring(0, SPAN_DIGITS))
                .put("name", "execute_tool " + record.tool().name())
                .put("kind", SPAN_INTERNAL)
                .put("startTimeUnixNano", record.admittedMillis() + NANOS)
                .put("endTimeUnixNano", record.closedMillis() + NANOS)
                .put("attributes", Json.array(attributes))
                .put("status", status.build())
                .build();
    }

    private static Json text(String key, String value) {
        return Json.object()
                .put("key", key)
                .put("value", Json.object().put("stringValue", value).build())
                .build();
    }

    /** Numbers of 64 bits are texts in the JSON of protocol buffers. */
    private static Json number(String key, long value) {
        return Json.object()
                .put("key", key)
                .put(
                        "value",
                        Json.object().put("intValue", Long.toString(value)).build())
                .build();
    }
}
