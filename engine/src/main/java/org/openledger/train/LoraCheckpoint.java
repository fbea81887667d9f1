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

    /** @param curve the losses of the steps done */
    record State(int step, double lossBefore, List<LossPoint> curve) {}

    LoraCheckpoint(Path file, String identity) {
        this.file = file;
        this.identity = identity;
    }

    void save(TrainableBank bank, State state) {
        StringBuilder losses = new StringBuilder();
        state.curve()
                .forEach(
                        point -> losses.append(Double.toHexString(point.loss())).append('\n'));
        SafeTensorsWriter.write(
                file,
                bank.state(),
                ElementType.F32,
                Map.of(
                        "identity",
                        identity,
                        "step",
                        Integer.toString(state.step()),
                        "lossBefore",
                        Double.toHexString(state.lossBefore()),
                        "losses",
                        losses.toString()));
    }

    /** Puts the kept state into the bank; empty when nothing was kept. */
    Optional<State> load(TrainableBank bank) {
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
            bank.state().forEach((name, tensor) -> tensor.copy_(sameShape(kept, name, tensor)));
            return Optional.of(state(notes));
        }
    }

    private Tensor sameShape(SafeTensorsFile kept, String name, Tensor tensor) {
        if (!kept.names().contains(name)) {
            throw new TrainingException(file + " lacks " + name + "; remove it to begin this run anew");
        }
        return kept.load(name).view(tensor.shape());
    }

    private static State state(Map<String, String> notes) {
        List<LossPoint> curve = new ArrayList<>();
        note(notes, "losses")
                .lines()
                .forEach(loss -> curve.add(new LossPoint(curve.size() + 1, Double.parseDouble(loss))));
        return new State(Integer.parseInt(note(notes, "step")), Double.parseDouble(note(notes, "lossBefore")), curve);
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
