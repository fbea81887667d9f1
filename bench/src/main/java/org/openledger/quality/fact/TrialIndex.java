package org.openledger.quality.fact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.model.BaseModel;
import org.openledger.train.RowText;

/** The index of some rows in a temporary folder, which closing removes. */
record TrialIndex(Path folder, SpanIndex rows) implements AutoCloseable {
    /** Of a row; what is longer is cut. */
    static final int MAX_TOKENS = 512;

    private static final String FILE = "rows.index";

    /** @param rows each contributor's */
    static TrialIndex of(BaseModel base, SortedMap<String, List<RowText>> rows) {
        List<IndexedRow> indexed = new ArrayList<>();
        rows.forEach((contributor, own) ->
                own.forEach(row -> row.tokens(base, MAX_TOKENS, 0, "%064x".formatted(indexed.size()))
                        .ifPresent(read -> indexed.add(new IndexedRow(read.ids(), read.leaf(), contributor)))));
        try {
            Path folder = Files.createTempDirectory("openledger-provenance");
            SpanIndex.build(indexed, folder.resolve(FILE));
            return new TrialIndex(folder, SpanIndex.open(folder.resolve(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException("the index of a trial needs a temporary folder", e);
        }
    }

    @Override
    public void close() {
        rows.close();
        try {
            Files.deleteIfExists(folder.resolve(FILE));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
