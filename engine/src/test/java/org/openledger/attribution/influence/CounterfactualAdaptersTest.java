package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.calibration.Calibration;
import org.openledger.attribution.calibration.Corner;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.LoraBank;
import org.openledger.model.TinyModel;
import org.openledger.model.file.FileDigests;

/** The store and the scores, on adapters that no training is needed for: more of them than one bank holds. */
@Tag("integration")
final class CounterfactualAdaptersTest {
    private static final int GROUPS = 14;
    private static final int UNCHANGED = 11;
    private static final int[] PROMPT = {72, 101, 108};
    private static final int[] ANSWER = {108, 111, 32, 87, 111, 114, 108, 100, TinyModel.END};

    @TempDir
    Path folder;

    private Path store = Path.of("");
    private final List<AutoCloseable> open = new ArrayList<>();
    private BaseModel base;
    private Adapter adapter;
    private final List<Adapter> without = new ArrayList<>();

    @BeforeEach
    void writeStore() throws Exception {
        base = TinyModel.load(Files.createDirectories(folder.resolve("base")), 1);
        adapter = TinyModel.adapter(base.config(), 2);
        adapter.save(folder.resolve("adapter"));
        open.addAll(List.of(base, adapter));
        store = Files.createDirectories(folder.resolve("store"));
        List<Manifest.Group> groups = new ArrayList<>();
        for (int g = 0; g < GROUPS; g++) {
            Adapter other = TinyModel.adapter(base.config(), g == UNCHANGED ? 2 : 100 + g);
            open.add(other);
            String file = "%03d.safetensors".formatted(g);
            AdapterDelta.write(store.resolve(file), adapter, other, Map.of());
            Adapter kept = AdapterDelta.apply(store.resolve(file), adapter);
            without.add(kept);
            open.add(kept);
            groups.add(new Manifest.Group("c" + g, 1, file, FileDigests.ofFile(store.resolve(file))));
        }
        new Manifest(
                        base.digest(),
                        adapter.digest(),
                        "rows",
                        7,
                        new TreeMap<>(),
                        groups,
                        List.of(),
                        Manifest.Coded.NONE,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .write(store);
    }

    @AfterEach
    void free() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void effectsAreThoseOfEachAdapterScoredAlone() {
        try (CounterfactualAdapters counterfactual = CounterfactualAdapters.load(store)) {
            Effects effects = counterfactual.effects(base, adapter, PROMPT, ANSWER);
            double whole = alone(adapter);
            for (int g = 0; g < GROUPS; g++) {
                assertThat(effects.effectNats(g)).isCloseTo(whole - alone(without.get(g)), within(1e-3));
            }
            assertThat(effects.groups()).hasSize(GROUPS);
            assertThat(effects.tokens()).isEqualTo(ANSWER.length);
            assertThat(effects.deltaNats()).isCloseTo(whole - alone(null), within(1e-3));
        }
    }

    /** The answer's log-likelihood; null stands for the base alone. */
    private double alone(@Nullable Adapter one) {
        try (LoraBank bank = LoraBank.stack(base.config(), Collections.singletonList(one))) {
            return Arrays.stream(AnswerScoring.logProbabilities(base, bank, PROMPT, ANSWER)[0])
                    .sum();
        }
    }

    @Test
    void aGroupThatChangesNothingHasEffectExactlyZero() {
        try (CounterfactualAdapters counterfactual = CounterfactualAdapters.load(store)) {
            assertThat(counterfactual.effects(base, adapter, PROMPT, ANSWER).effectNats(UNCHANGED))
                    .isZero();
        }
    }

    @Test
    void measuringAgainGivesTheSameBits() {
        double[][] runs = new double[3][];
        for (int run = 0; run < runs.length; run++) {
            try (CounterfactualAdapters counterfactual = CounterfactualAdapters.load(store)) {
                counterfactual.effects(base, adapter, PROMPT, new int[] {run});
                runs[run] = counterfactual
                        .effects(base, adapter, PROMPT, ANSWER)
                        .estimate()
                        .effectNats();
            }
        }
        assertThat(runs[1]).isEqualTo(runs[0]);
        assertThat(runs[2]).isEqualTo(runs[0]);
    }

    @Test
    void everyFlippedByteOfTheStoreIsFoundBeforeUse() throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        AdapterDelta.write(small.resolve("000.safetensors"), adapter, without.getFirst(), Map.of());
        String sha256 = FileDigests.ofFile(small.resolve("000.safetensors"));
        Manifest.Group group = new Manifest.Group("c0", 1, "000.safetensors", sha256);
        new Manifest(
                        base.digest(),
                        adapter.digest(),
                        "rows",
                        7,
                        new TreeMap<>(),
                        List.of(group),
                        List.of(),
                        Manifest.Coded.NONE,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .write(small);
        String digest;
        try (CounterfactualAdapters whole = CounterfactualAdapters.load(small)) {
            digest = whole.digest();
        }
        CounterfactualAdapters.load(small, digest).close();
        for (String name : List.of(Manifest.FILE, "000.safetensors")) {
            Path file = small.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= 0x10;
                Files.write(file, flipped);
                assertThatThrownBy(() -> CounterfactualAdapters.load(small, digest))
                        .as("byte %d of %s", at, name)
                        .isInstanceOf(InfluenceException.class);
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void anEmptyAnswerHasNoEffects() {
        try (CounterfactualAdapters counterfactual = CounterfactualAdapters.load(store)) {
            assertThat(counterfactual.effects(base, adapter, PROMPT, new int[0]).effectNats(0))
                    .isZero();
        }
    }

    @Test
    void foreignAdaptersAndImpossibleTextsAreRefused() {
        Adapter other = without.getFirst();
        other.save(folder.resolve("other"));
        try (CounterfactualAdapters counterfactual = CounterfactualAdapters.load(store)) {
            assertThatThrownBy(() -> counterfactual.effects(base, other, PROMPT, ANSWER))
                    .isInstanceOf(InfluenceException.class)
                    .hasMessageContaining("belong to base");
            assertThatThrownBy(() -> counterfactual.effects(base, adapter, new int[0], ANSWER))
                    .isInstanceOf(InfluenceException.class);
            assertThatThrownBy(() -> counterfactual.effects(base, adapter, PROMPT, new int[100_000]))
                    .isInstanceOf(InfluenceException.class)
                    .hasMessageContaining("100000");
            assertThatThrownBy(() -> counterfactual.effects(base, adapter, PROMPT, new int[] {257}))
                    .isInstanceOf(InfluenceException.class);
        }
    }

    @Test
    void aChangedFileIsRefusedByName() throws Exception {
        Path delta = store.resolve("003.safetensors");
        byte[] bytes = Files.readAllBytes(delta);
        bytes[bytes.length - 1] ^= 1;
        Files.write(delta, bytes);
        assertThatThrownBy(() -> CounterfactualAdapters.load(store))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("003.safetensors is damaged");
        Files.delete(delta);
        assertThatThrownBy(() -> CounterfactualAdapters.load(store)).hasMessageContaining("003.safetensors");
    }

    @Test
    void whatIsFittedToARunIsKeptInTheManifestAndAChangedOneIsRefused() throws Exception {
        SupportScale scale = new SupportScale(600_000, 900_000, SupportScale.By.WORDS);
        Calibration calibration = new Calibration(
                List.of(2_345_678, 1_500_000, 1_250_000),
                List.of(1_987_654, 1_400_000, 740_000),
                345_678,
                List.of(new Corner(123_456, 200_000), new Corner(800_000, 765_432)),
                72);
        Files.createDirectories(store.resolve("other-seed-0/adapter"));
        Files.writeString(store.resolve("other-seed-0/adapter/adapter_config.json"), "{}");
        String digest;
        try (CounterfactualAdapters kept = CounterfactualAdapters.keep(store, scale, calibration)) {
            assertThat(kept.support()).contains(scale);
            assertThat(kept.calibration()).contains(calibration);
            assertThat(store.resolve("other-seed-0")).doesNotExist();
            digest = kept.digest();
        }
        Path manifest = store.resolve(Manifest.FILE);
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("600000", "100000"));
        assertThatThrownBy(() -> CounterfactualAdapters.load(store, digest))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("have the digest");
        for (String wrong : List.of("-1", "900000", "1e9", "\"x\"")) {
            Files.writeString(manifest, text.replace("600000", wrong));
            assertThatThrownBy(() -> CounterfactualAdapters.load(store))
                    .isInstanceOf(InfluenceException.class)
                    .hasMessageContaining("scale of support");
        }
        for (String wrong : List.of(
                text.replace("\"words\"", "\"guesses\""),
                text.replace("\"nonePpm\"", "\"weightPpm\" : 1, \"nonePpm\""))) {
            assertThat(wrong).isNotEqualTo(text);
            Files.writeString(manifest, wrong);
            assertThatThrownBy(() -> CounterfactualAdapters.load(store))
                    .isInstanceOf(InfluenceException.class)
                    .hasMessageContaining("support")
                    .hasMessageMatching("(?s).*(guesses|weightPpm).*");
        }
        Files.writeString(
                manifest, text.replace("adapters/9", "adapters/6").replaceFirst("\"leadFactorsPpm\"[^]]*],\\s*", ""));
        try (CounterfactualAdapters older = CounterfactualAdapters.load(store)) {
            Calibration before = older.calibration().orElseThrow();
            assertThat(before.leadFactorsPpm()).isEmpty();
            assertThat(before.factorsPpm()).isEqualTo(calibration.factorsPpm());
        }
        Files.writeString(manifest, text.replace("leadFactorsPpm", "ledFactorsPpm"));
        assertThatThrownBy(() -> CounterfactualAdapters.load(store))
                .isInstanceOf(InfluenceException.class)
                .hasMessageContaining("ledFactorsPpm");
        for (String number : List.of("2345678", "1987654", "345678", "123456", "765432", "72")) {
            Files.writeString(manifest, text.replaceFirst("\\b" + number + "\\b", "-2"));
            assertThatThrownBy(() -> CounterfactualAdapters.load(store))
                    .as(number)
                    .isInstanceOf(InfluenceException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void aManifestOfAnotherFormatOrWithAForeignPathIsRefused() throws Exception {
        Path manifest = store.resolve(Manifest.FILE);
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("adapters/9", "adapters/99"));
        assertThatThrownBy(() -> CounterfactualAdapters.load(store)).hasMessageContaining("adapters/99");
        Files.writeString(manifest, text.replace("000.safetensors", "../000.safetensors"));
        assertThatThrownBy(() -> CounterfactualAdapters.load(store)).hasMessageContaining("../000");
        Files.writeString(manifest, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> CounterfactualAdapters.load(store)).hasMessageContaining("damaged");
    }
}
