package org.openledger.train;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.SafeTensorsFile;
import org.openledger.tensor.SafeTensorsWriter;
import org.openledger.tensor.Scope;

/** A run's whole state in one safetensors file, replaced atomically; what follows from the seed is not kept. */
final class LoraCheckpoint {
    private final Path file;
    private final String identity;

    /**
     * @param curve the losses of the steps done
     * @param looks what rows held out cost at each look
     */
    record State(double lossBefore, List<LossPoint> curve, List<Double> looks) {}

    LoraCheckpoint(Path file, String identity) {
        this.file = file;
        this.identity = identity;
    }

    void save(List<LoraSlot> slots, State state) {
        StringBuilder losses = new StringBuilder();
        state.curve()
                .forEach(
                        point -> losses.append(Double.toHexString(point.loss())).append('\n'));
        Map<String, String> notes = Map.of(
                "identity",
                identity,
                "lossBefore",
                Double.toHexString(state.lossBefore()),
                "losses",
                losses.toString(),
                "looks",
                state.looks().stream().map(Double::toHexString).collect(Collectors.joining("\n")));
        SafeTensorsWriter.write(file, named(slots), ElementType.F32, notes);
    }

    /** Puts the kept state into the slots; empty when nothing was kept. */
    Optional<State> load(List<LoraSlot> slots) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (SafeTensorsFile kept = SafeTensorsFile.open(file);
                Scope _ = Scope.open();
                NoGradGuard _ = new NoGradGuard()) {
            Map<String, String> notes = kept.metadata();
            if (!identity.equals(notes.get("identity"))) {
                throw new TrainingException(file + " is the checkpoint of a run on other rows, settings or base;"
                        + " remove it to begin this run anew");
            }
            named(slots).forEach((name, tensor) -> tensor.copy_(kept.load(name)));
            return Optional.of(state(notes));
        }
    }

    private static SortedMap<String, Tensor> named(List<LoraSlot> slots) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            tensors.put("theta." + slot, slots.get(slot).theta());
            tensors.put("first." + slot, slots.get(slot).moments().first());
            tensors.put("second." + slot, slots.get(slot).moments().second());
        }
        return tensors;
    }

    private static State state(Map<String, String> notes) {
        List<LossPoint> curve = new ArrayList<>();
        note(notes, "losses")
                .lines()
                .forEach(loss -> curve.add(new LossPoint(curve.size() + 1, Double.parseDouble(loss))));
        List<Double> looks =
                notes.getOrDefault("looks", "").lines().map(Double::valueOf).toList();
        return new State(Double.parseDouble(note(notes, "lossBefore")), curve, looks);
    }

    private static String note(Map<String, String> notes, String name) {
        return Optional.ofNullable(notes.get(name))
                .orElseThrow(() -> new TrainingException("the checkpoint does not say its " + name));
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
