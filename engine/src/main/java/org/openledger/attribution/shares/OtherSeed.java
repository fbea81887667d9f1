package org.openledger.attribution.shares;

import java.nio.file.Path;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.Effects;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;

/**
 * A run once more with another seed, which is another start and another order of the same rows: with everybody, and without each of
 * some groups. How far its effects differ from those of the run that answers is what intervals and confidence are to say.
 */
public final class OtherSeed implements AutoCloseable {
    private final BaseModel base;
    private final Adapter adapter;
    private final CounterfactualAdapters without;

    private OtherSeed(BaseModel base, Adapter adapter, CounterfactualAdapters without) {
        this.base = base;
        this.adapter = adapter;
        this.without = without;
    }

    /** @param folder where {@link CounterfactualAdapters#trainAgain} has finished */
    public static OtherSeed open(BaseModel base, Path folder) {
        return new OtherSeed(
                base,
                Adapter.load(CounterfactualAdapters.adapterOf(folder), base),
                CounterfactualAdapters.load(folder));
    }

    /** What each of the groups that were left out does to an answer in this run. */
    public Effects effects(int[] promptIds, int[] answerIds) {
        return without.effects(base, adapter, promptIds, answerIds);
    }

    @Override
    public void close() {
        without.close();
        adapter.close();
    }
}
