package org.openledger.receipt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.openledger.attribution.calibration.Calibration;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.ModelConfig;
import org.openledger.model.Projection;
import org.openledger.model.RopeScaling;
import org.openledger.registry.Model;
import org.openledger.registry.Origin;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.LoraTrainer;
import org.openledger.train.Progress;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;
import org.openledger.train.pretrain.PretrainConfiguration;
import org.openledger.train.pretrain.Pretrainer;
import org.openledger.verify.Receipt;

/** A real model of two contributors, as a node's data folder has it, with a base so small that it is made in a second. */
public final class SmallModel {
    static final String ADA = "0x" + "ad".repeat(20);
    static final String BEN = "0x" + "be".repeat(20);
    static final List<RowText> ROWS = List.of(
            new RowText.Instruction("bread", "flour water and salt and time"),
            new RowText.Instruction("tea", "three minutes in hot water"));
    static final int CONTEXT = 128;
    static final Receipt.Licensed LICENSED = new Receipt.Licensed("CC-BY-4.0", "e".repeat(64));
    static final List<Receipt.Ancestor> ANCESTORS = List.of(
            new Receipt.Ancestor("2", "0x" + "a2".repeat(20), 500),
            new Receipt.Ancestor("9", "0x" + "a9".repeat(20), 250));

    /** A model that was built on two others, and was sold to nobody. */
    public static final ReceiptDraft.Entitlements ENTITLEMENTS = new ReceiptDraft.Entitlements() {
        @Override
        public Receipt.Licensed licensed(String datanet, long version) {
            return LICENSED;
        }

        @Override
        public List<Receipt.Ancestor> owedBy(String model) {
            return ANCESTORS;
        }

        @Override
        public String owner(String model, String registered) {
            return registered;
        }
    };

    private SmallModel() {}

    /** The leaf of a row by its place. */
    static String leaf(int row) {
        return "%064x".formatted(row + 1);
    }

    public static BaseModel base(Path folder) {
        ModelConfig shape = new ModelConfig(
                300,
                16,
                1,
                2,
                1,
                8,
                32,
                CONTEXT,
                1e-5,
                10_000,
                new RopeScaling.None(),
                true,
                OptionalInt.empty(),
                Set.of(0));
        Pretrainer.train(
                index -> "row " + index % 50 + " says that bread needs flour, water and salt",
                new PretrainConfiguration(shape, 3, 2, 32, 1e-3, 1, 0, 1),
                folder,
                Progress.SILENT,
                Cancellation.NEVER);
        return BaseModel.load(folder);
    }

    /** Trains it below {@code data}, where a run's files are. */
    public static Model train(BaseModel base, Path data) {
        List<TrainingRow> rows = new ArrayList<>();
        List<IndexedRow> indexed = new ArrayList<>();
        List<String> groups = List.of(ADA, BEN);
        for (int i = 0; i < ROWS.size(); i++) {
            TrainingRow row = ROWS.get(i).tokens(base, 100, i, leaf(i)).orElseThrow();
            rows.add(row);
            indexed.add(new IndexedRow(row.ids(), row.leaf(), groups.get(i)));
        }
        LoraConfiguration configuration =
                new LoraConfiguration(4, 8, EnumSet.allOf(Projection.class), 60, 2, 1e-2, 6, 100, 1);
        Path folder = data.resolve("models").resolve("small").resolve("run-1");
        Path adapterFolder = folder.resolve("adapter");
        String adapterDigest;
        try (Adapter adapter = LoraTrainer.train(
                        base,
                        rows,
                        configuration,
                        List.of(Set.of()),
                        Optional.empty(),
                        Progress.SILENT,
                        Cancellation.NEVER)
                .adapters()
                .getFirst()) {
            adapter.save(adapterFolder);
            adapterDigest = adapter.digest();
        }
        Path spans = folder.resolve("spans.index");
        String indexDigest = SpanIndex.build(indexed, spans);
        Path counterfactuals = folder.resolve("counterfactuals");
        CounterfactualAdapters.train(
                        base,
                        rows,
                        configuration,
                        groups,
                        adapterFolder,
                        counterfactuals,
                        Progress.SILENT,
                        Cancellation.NEVER)
                .close();
        // intervals of tokens alone: with the standard calibration nothing would be sure enough to be paid at once
        try (CounterfactualAdapters without = CounterfactualAdapters.keep(
                counterfactuals, SupportScale.By.QUESTIONS.standard(), Calibration.UNLEARNT)) {
            return new Model(
                    "run-1",
                    "small",
                    1,
                    Origin.TRAINED,
                    "0x" + "0d".repeat(20),
                    Optional.of("7"),
                    Optional.empty(),
                    base.digest(),
                    adapterDigest,
                    base.tokenizer().digest(),
                    List.of(new Model.SourceRoot(
                            1, "41", 1, "c".repeat(64), LICENSED.licence(), LICENSED.termsDigest())),
                    Optional.empty(),
                    Optional.empty(),
                    adapterFolder,
                    spans,
                    indexDigest,
                    Optional.of(counterfactuals),
                    Optional.of(without.digest()),
                    Optional.of(1L),
                    1);
        }
    }
}
