package org.openledger.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.InfluenceException;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.WeightType;
import org.openledger.registry.Model;

/** A base whose matrices were rounded to 8 bits: what is trained and credited on it is of its own digest. */
@Tag("unit")
final class RoundedBaseTest {
    @TempDir
    Path folder;

    @Test
    void creditIsComputedAgainByTheSameRoundedNumbersAndByNoOthers() {
        Path files = folder.resolve("base");
        SmallModel.base(files).close();
        Model model;
        Attribution told;
        try (BaseModel rounded = BaseModel.load(files, WeightType.INT8)) {
            model = SmallModel.train(rounded, folder);
            told = attribution(rounded, model);
        }
        assertThat(model.baseDigest()).isEqualTo(WeightType.INT8.digest(BaseModel.digestOf(files)));
        assertThat(told.shares()).isNotEmpty();
        try (BaseModel again = BaseModel.load(files, model.baseDigest())) {
            assertThat(attribution(again, model)).isEqualTo(told);
        }
        try (BaseModel exact = BaseModel.load(files)) {
            assertThatThrownBy(() -> attribution(exact, model))
                    .isInstanceOf(InfluenceException.class)
                    .hasMessageContainingAll(model.baseDigest(), exact.digest());
        }
    }

    private static Attribution attribution(BaseModel base, Model model) {
        try (Adapter adapter = Adapter.load(model.adapter(), base, model.adapterDigest());
                CounterfactualAdapters without = CounterfactualAdapters.load(
                        model.counterfactuals().orElseThrow(),
                        model.influenceDigest().orElseThrow());
                SpanIndex index = SpanIndex.open(model.spanIndex(), model.indexDigest())) {
            return new AnswerAttribution(base, adapter, without, index)
                    .of(
                            AnswerAttribution.METHOD,
                            base.tokenizer().encode("tea"),
                            base.tokenizer().encode("three minutes in hot water"));
        }
    }
}
