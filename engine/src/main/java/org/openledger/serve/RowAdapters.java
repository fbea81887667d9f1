package org.openledger.serve;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adapter;
import org.openledger.model.LoraBank;
import org.openledger.model.ModelConfig;
import org.openledger.model.RowBank;

/** The bank that gives each row of a batch its adapter, of prompts and of running texts. */
final class RowAdapters implements AutoCloseable {
    private final RowBank bank;

    RowAdapters(ModelConfig config) {
        bank = new RowBank(config);
    }

    /** Null when all rows want the base alone. What is given holds until this is asked again. */
    @Nullable
    LoraBank bankFor(List<Text> texts) {
        List<@Nullable Adapter> wanted = texts.stream()
                .<@Nullable Adapter>map(
                        text -> text.adapter() == null ? null : text.adapter().adapter())
                .toList();
        return wanted.stream().allMatch(each -> each == null) ? null : bank.of(wanted);
    }

    @Override
    public void close() {
        bank.close();
    }
}
