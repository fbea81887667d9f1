package org.openledger.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.jspecify.annotations.Nullable;

/**
 * Adapters laid out for answering, one a row of the batch (Chen et al., Punica, arXiv:2310.18547). An adapter is laid out when a text
 * first asks for it, however many texts do. As many stay as the largest batch had rows, those that were asked for last.
 * Not thread-safe. It owns its memory: close it.
 */
public final class RowBank implements AutoCloseable {
    private final ModelConfig config;
    /** Those asked for last stand last. */
    private final Map<Adapter, LaidOutAdapter> laidOut = new LinkedHashMap<>(16, 0.75f, true);

    private int most;

    /** An empty bank, which grows as it is used. */
    public RowBank(ModelConfig config) {
        this.config = config;
    }

    /**
     * What gives each row of a batch its adapter, null standing for the base alone. It is valid until this is called again or the bank
     * is closed.
     */
    public LoraBank of(List<@Nullable Adapter> wanted) {
        most = Math.max(most, wanted.size());
        List<@Nullable LaidOutAdapter> rows = new ArrayList<>(wanted.size());
        try (NoGradGuard _ = new NoGradGuard()) {
            for (Adapter adapter : wanted) {
                rows.add(adapter == null ? null : laidOut.computeIfAbsent(adapter, this::layOut));
            }
        }
        Iterator<LaidOutAdapter> oldest = laidOut.values().iterator();
        while (laidOut.size() > most) {
            oldest.next().close();
            oldest.remove();
        }
        boolean vocabulary =
                wanted.stream().anyMatch(each -> each != null && (each.embedding() != null || each.head() != null));
        return new LoraBank.Rows(rows, vocabulary ? wanted : List.of());
    }

    private LaidOutAdapter layOut(Adapter adapter) {
        return new LaidOutAdapter(adapter, config);
    }

    @Override
    public void close() {
        laidOut.values().forEach(LaidOutAdapter::close);
        laidOut.clear();
    }
}
