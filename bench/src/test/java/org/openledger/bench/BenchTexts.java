package org.openledger.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/** Rows of people, as texts for screening. */
final class BenchTexts {
    private static final int MAX_CHARACTERS = 1000;

    private BenchTexts() {}

    static List<String> demo() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String name : List.of("mira", "otto", "sana", "lee")) {
            try (var in = BenchTexts.class.getResourceAsStream("/demo/" + name + ".jsonl")) {
                new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> text(line, "instruction", "response"))
                        .flatMap(Optional::stream)
                        .filter(text -> text.length() <= MAX_CHARACTERS)
                        .forEach(rows::add);
            }
        }
        return rows;
    }

    /** The demo's files have broken lines too. */
    static Optional<String> text(String line, String first, String second) {
        try {
            return CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof Json.JsonObject row
                            && row.members().get(first) instanceof Json.JsonString one
                            && row.members().get(second) instanceof Json.JsonString other
                    ? Optional.of(one.value() + " " + other.value())
                    : Optional.empty();
        } catch (VerifyException broken) {
            return Optional.empty();
        }
    }
}
