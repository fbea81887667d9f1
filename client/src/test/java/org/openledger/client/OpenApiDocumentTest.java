package org.openledger.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoQuery;

@Tag("unit")
final class OpenApiDocumentTest {
    @Test
    void theFileIsWhatTheEndpointsSay() throws Exception {
        if (Boolean.getBoolean("openledger.write")) {
            Files.writeString(OpenApiDocument.FILE, OpenApiDocument.text());
        }
        assertThat(OpenApiDocument.text())
                .as("client/src/main/resources/openapi.json is stale: make it again, as CONTRIBUTING says")
                .isEqualTo(Files.readString(OpenApiDocument.FILE));
    }

    @Test
    void eachDeclaredEndpointIsListedOnce() throws Exception {
        Set<Endpoint<?, ?, ?>> declared = new HashSet<>();
        for (Class<?> noun : OpenApiDocument.NOUNS.keySet()) {
            for (Field field : noun.getFields()) {
                if (field.getType() == Endpoint.class) {
                    declared.add((Endpoint<?, ?, ?>) field.get(null));
                }
            }
        }
        assertThat(Endpoints.ALL).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(declared);
        assertThat(Endpoints.ALL.stream().map(Endpoint::toString)).doesNotHaveDuplicates();
    }

    @Test
    void everyNameInAPathIsDescribed() {
        for (Endpoint<?, ?, ?> endpoint : Endpoints.ALL) {
            List<String> inPath = Stream.of(endpoint.place().path().split("/"))
                    .filter(part -> part.startsWith("{"))
                    .map(part -> part.substring(1, part.length() - 1))
                    .toList();
            assertThat(endpoint.place().names().stream().map(name -> name.name()))
                    .as(endpoint.toString())
                    .containsExactlyElementsOf(inPath);
            assertThat(endpoint.query() == NoQuery.class || endpoint.query().isRecord())
                    .isTrue();
        }
    }
}
