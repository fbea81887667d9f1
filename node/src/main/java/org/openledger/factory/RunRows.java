package org.openledger.factory;

import java.util.List;
import java.util.Set;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.train.LoraConfiguration;

/** What a run learns from, and how: and what it leaves out: the same for the run itself, its counterfactual adapters, its
 * index, its audits and the value of its rows. */
public final class RunRows {
    private final Bases bases;
    private final Datanets datanets;
    private final Versions versions;

    public RunRows(Bases bases, Datanets datanets, Versions versions) {
        this.bases = bases;
        this.datanets = datanets;
        this.versions = versions;
    }

    /** The rows of a run's versions, as the engine takes them. */
    public TrainingData of(Run run) {
        List<TrainingData.Input> inputs = run.request().sources().stream()
                .flatMap(source -> versions.rows(source.datanet(), source.number()).stream()
                        .map(row -> new TrainingData.Input(
                                row, datanets.require(source.datanet()).schema())))
                .toList();
        RunConfiguration configuration = run.request().configuration();
        Set<String> heldOut = HeldOut.of(
                inputs.stream().map(input -> input.row().leaf()).toList(),
                run.request().heldOutPpm().orElse(0),
                configuration.seed());
        return TrainingData.of(
                bases.of(run.baseDigest()),
                inputs,
                heldOut,
                configuration.maxTokens(),
                configuration.options().recipe());
    }

    /** A run's settings, as the engine takes them: to the step after which its adapter was taken. */
    public static LoraConfiguration configuration(Run run, BaseModel base) {
        LoraConfiguration whole = run.request().configuration().on(base.config());
        return run.stepsTaken()
                .filter(taken -> taken < whole.steps())
                .map(taken -> whole.with(whole.options().withStopAfter(taken)))
                .orElse(whole);
    }
}
