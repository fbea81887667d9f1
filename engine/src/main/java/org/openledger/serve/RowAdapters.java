package org.openledger.serve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.LoraBank;
import org.openledger.model.ModelConfig;

/** The bank that gives each row of a batch its adapter; kept from one token to the next while the rows stay the same. */
final class RowAdapters implements AutoCloseable {
    private final ModelConfig config;
    private List<@Nullable LoadedAdapter> rows = List.of();
    private @Nullable LoraBank bank;

    RowAdapters(ModelConfig config) {
        this.config = config;
    }

    /** Null when all rows want the base alone. */
    @Nullable
    LoraBank bankFor(List<Text> texts) {
        List<@Nullable LoadedAdapter> wanted = new ArrayList<>();
        for (Text text : texts) {
            wanted.add(text.adapter());
        }
        if (!wanted.equals(rows)) {
            close();
            bank = build(wanted);
            rows = wanted;
        }
        return bank;
    }

    private @Nullable LoraBank build(List<@Nullable LoadedAdapter> wanted) {
        List<@Nullable LoadedAdapter> distinct = new ArrayList<>();
        int[] slotOfRow = new int[wanted.size()];
        for (int row = 0; row < slotOfRow.length; row++) {
            LoadedAdapter adapter = wanted.get(row);
            if (!distinct.contains(adapter)) {
                distinct.add(adapter);
            }
            slotOfRow[row] = distinct.indexOf(adapter);
        }
        List<@Nullable Adapter> stacked = new ArrayList<>();
        for (LoadedAdapter adapter : distinct) {
            stacked.add(adapter == null ? null : adapter.adapter());
        }
        if (stacked.size() == 1 && stacked.getFirst() == null) {
            return null;
        }
        try (LoraBank whole = LoraBank.stack(config, stacked)) {
            return whole.gather(slotOfRow);
        }
    }

    @Override
    public void close() {
        if (bank != null) {
            bank.close();
        }
        bank = null;
        rows = List.of();
    }
}
