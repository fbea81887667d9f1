package org.openledger.serve;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.model.Adaptation;
import org.openledger.model.Adapter;
import org.openledger.model.ModelConfig;
import org.openledger.model.RowBank;

/**
 * Gives each row of a batch its adapter. The running texts have a bank of their own, so that prompts that are computed between two
 * of their tokens leave it as it is.
 */
final class RowAdapters implements AutoCloseable {
    private final RowBank ofPrompts;
    private final RowBank ofRunning;

    RowAdapters(ModelConfig config) {
        ofPrompts = new RowBank(config);
        ofRunning = new RowBank(config);
    }

    /** Null when all rows want the base alone. It holds until this is asked again. */
    @Nullable
    Adaptation of(List<Text> texts, boolean prompts) {
        List<@Nullable Adapter> wanted = texts.stream()
                .<@Nullable Adapter>map(
                        text -> text.adapter() == null ? null : text.adapter().adapter())
                .toList();
        return wanted.stream().allMatch(each -> each == null) ? null : (prompts ? ofPrompts : ofRunning).of(wanted);
    }

    @Override
    public void close() {
        ofPrompts.close();
        ofRunning.close();
    }
}
