package org.openledger.verify.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonObject;

/** Exports say of each record what it says, and name the trail that shows it. */
@Tag("unit")
final class TrailExportTest {
    private static final long SEED = 5;

    private static List<Json> list(JsonObject of, String name) {
        return ((JsonArray) Objects.requireNonNull(of.members().get(name))).items();
    }

    private static JsonObject object(Json json, String name) {
        return (JsonObject) Objects.requireNonNull(((JsonObject) json).members().get(name));
    }

    @Test
    void theStatementNamesEachRecordByItsDigest() {
        TrailFixture fixture = TrailFixture.whole(SEED);
        byte[] file = fixture.bytes();
        JsonObject statement = TrailExport.statement(file);
        List<Json> subjects = list(statement, "subject");
        assertThat(subjects).hasSameSizeAs(fixture.entries);
        for (int i = 0; i < subjects.size(); i++) {
            assertThat(object(subjects.get(i), "digest").members().get("sha256"))
                    .isEqualTo(Json.of(fixture.entries.get(i).record().digest()));
        }
        assertThat(object(object(statement, "predicate"), "trail").members().get("sha256"))
                .isEqualTo(Json.of(Hex.of(Hashes.sha256(file))));
        assertThat(statement.members().get("_type")).isEqualTo(Json.of("https://in-toto.io/Statement/v1"));
    }

    @Test
    void spansAreOfOneTraceInTheOrderOfTheRecordsWithoutArguments() {
        TrailFixture fixture = TrailFixture.whole(SEED);
        JsonObject export = TrailExport.spans(fixture.bytes());
        JsonObject resource = (JsonObject) list(export, "resourceSpans").get(0);
        JsonObject scope = (JsonObject) list(resource, "scopeSpans").get(0);
        List<Json> spans = list(scope, "spans");
        assertThat(spans).hasSameSizeAs(fixture.entries);
        for (int i = 0; i < spans.size(); i++) {
            Action record = fixture.entries.get(i).record();
            JsonObject span = (JsonObject) spans.get(i);
            assertThat(span.members().get("traceId")).isEqualTo(Json.of("11".repeat(16)));
            assertThat(span.members().get("spanId"))
                    .isEqualTo(Json.of(record.id().substring(0, 16)));
            assertThat(span.members().get("startTimeUnixNano")).isEqualTo(Json.of(record.admittedMillis() + "000000"));
            assertThat(object(span, "status").members().get("code"))
                    .isEqualTo(Json.of(record.verdict() == Action.End.EXECUTED ? 1 : 2));
        }
        assertThat(new String(CanonicalJson.write(export), StandardCharsets.UTF_8))
                .doesNotContain("planted words");
    }
}
