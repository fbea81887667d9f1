package org.openledger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.TextUploads;
import org.openledger.quality.copies.Obfuscations;
import org.openledger.store.Database;

/** Copies of signed rows that are changed so that a reader takes them for the same: screening takes them for the same too. */
@Tag("unit")
final class ObfuscatedCopiesTest {
    @TempDir
    Path folder;

    @Test
    void noneEscapes() throws IOException {
        List<String> rows = BenchTexts.demo();
        Path signed = Files.createDirectories(folder.resolve("signed"));
        try (Database database = Database.open(signed)) {
            TextUploads uploads = new TextUploads(database, signed);
            uploads.signed(uploads.ana, rows);
        }
        Map<String, Double> escaped = new LinkedHashMap<>();
        for (Map.Entry<String, UnaryOperator<String>> way : Obfuscations.all().entrySet()) {
            try (Database database = Database.open(signed)) {
                TextUploads uploads = new TextUploads(database, signed);
                int refused = uploads.submit(
                                uploads.ben, rows.stream().map(way.getValue()).toList())
                        .rejected()
                        .size();
                escaped.put(way.getKey(), 1 - refused / (double) rows.size());
            }
        }
        escaped.forEach((way, part) -> System.out.printf("%6.1f %%  %s%n", 100 * part, way));
        double all = escaped.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        System.out.printf("%.2f %% of all escapes%n", 100 * all);
        assertThat(all).isLessThan(0.01);
        assertThat(escaped)
                .allSatisfy((way, part) ->
                        assertThat(part).as(way).isLessThan(Obfuscations.LEAVING_SOME.contains(way) ? 0.25 : 0.03));
    }
}
