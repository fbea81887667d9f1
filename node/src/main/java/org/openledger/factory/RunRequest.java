package org.openledger.factory;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.openledger.factory.RunOptions.Recipe;
import org.openledger.identity.Address;
import org.openledger.registry.Source;
import org.openledger.registry.Upload;
import org.openledger.store.Refusal.Kind;

/**
 * A run as it is asked for.
 *
 * @param name what the model will be called in requests: lowercase letters, digits, dot, hyphen, underscore
 * @param owner who owns the model and is paid as its developer
 * @param sources the versions to learn from, each once
 * @param paid whether the model will be served for money
 * @param royaltyBps what the owner keeps of what models built on this one earn, 0 to 10,000
 * @param heldOutPpm the part of the rows that is not learnt, so that the value of the others can be measured on it; empty for
 *     {@value #STANDARD_HELD_OUT_PPM} where there are at least {@value #ROWS_WORTH_HOLDING_OUT} rows, and nothing where there are fewer
 * @param gateNanonats the model answers by itself once it is trained, if a token of the held-out rows costs at least so much less under
 *     it than under the base; empty where it answers once its owner says so
 * @param rewardGwei what the owner pays those whose rows made the model better on the held-out rows; 0 for nothing
 */
public record RunRequest(
        String name,
        String owner,
        List<Source> sources,
        boolean paid,
        int royaltyBps,
        RunConfiguration configuration,
        Optional<Integer> heldOutPpm,
        Optional<Long> gateNanonats,
        long rewardGwei) {
    /** As the contract allows. */
    public static final int MAX_SOURCES = Upload.MAX_SOURCES;

    public static final int STANDARD_HELD_OUT_PPM = 50_000;
    public static final int MAX_HELD_OUT_PPM = 500_000;
    public static final int ROWS_WORTH_HOLDING_OUT = 200;
    /** A thousand nats: no token costs so much. */
    public static final long MAX_GATE_NANONATS = 1_000_000_000_000L;

    private static final int MAX_ROYALTY_BPS = 10_000;

    public RunRequest {
        owner = Address.parse(owner);
        sources = List.copyOf(new TreeSet<>(sources));
        Upload.requireName(name);
        if (sources.isEmpty() || sources.size() > MAX_SOURCES) {
            throw new FactoryException(Kind.INVALID, "a run learns from 1 to " + MAX_SOURCES + " Datanet versions");
        }
        if (royaltyBps < 0 || royaltyBps > MAX_ROYALTY_BPS) {
            throw new FactoryException(Kind.INVALID, "royaltyBps must be 0 to " + MAX_ROYALTY_BPS);
        }
        heldOutPpm.filter(ppm -> ppm < 0 || ppm > MAX_HELD_OUT_PPM).ifPresent(ppm -> {
            throw new FactoryException(Kind.INVALID, "heldOutPpm must be 0 to " + MAX_HELD_OUT_PPM + ", not " + ppm);
        });
        gateNanonats.filter(gate -> gate < 0 || gate > MAX_GATE_NANONATS).ifPresent(gate -> {
            throw new FactoryException(
                    Kind.INVALID, "gateNanonats must be 0 to " + MAX_GATE_NANONATS + ", not " + gate);
        });
        if (gateNanonats.isPresent() && !paid) {
            throw new FactoryException(
                    Kind.INVALID,
                    "a model that is not to be served for money goes live by no gate, since its answers would cost: leave out gateNanonats");
        }
        if (rewardGwei < 0) {
            throw new FactoryException(Kind.INVALID, "rewardGwei must not be negative");
        }
        if (rewardGwei > 0 && configuration.options().recipe() == Recipe.DPO) {
            throw new FactoryException(
                    Kind.INVALID,
                    "a reward is shared by the value of rows, and the recipe dpo gives its rows none: promise no reward");
        }
    }

    /** The part of so many rows that is held out. */
    static int heldOutPpm(Optional<Integer> asked, long rows) {
        return asked.orElse(rows >= ROWS_WORTH_HOLDING_OUT ? STANDARD_HELD_OUT_PPM : 0);
    }

    /** The same run, of which nothing is promised and no gate decides. */
    RunRequest bare() {
        return new RunRequest(name, owner, sources, paid, royaltyBps, configuration, heldOutPpm, Optional.empty(), 0);
    }

    /** The same run on other versions, for which nothing is promised. */
    RunRequest on(List<Source> versions) {
        return new RunRequest(name, owner, versions, paid, royaltyBps, configuration, heldOutPpm, gateNanonats, 0);
    }

    /** What so many rows make of it: how many of them are held out is decided. */
    RunRequest over(long rows) {
        int ppm = heldOutPpm(heldOutPpm, rows);
        if (rewardGwei > 0 && HeldOut.count(rows, ppm) == 0) {
            throw new FactoryException(
                    Kind.INVALID,
                    "a reward is shared by the value of rows, which is measured on rows held out, and of " + rows
                            + " rows this run would hold out none: give heldOutPpm, use more rows, or promise no reward");
        }
        if (configuration.options().earlyStoppingPatience() > 0 && HeldOut.count(rows, ppm) == 0) {
            throw new FactoryException(
                    Kind.INVALID,
                    "a run stops early by rows held out, and of " + rows
                            + " rows this run would hold out none: give heldOutPpm, use more rows, or leave out earlyStoppingPatience");
        }
        if (gateNanonats.isPresent() && HeldOut.count(rows, ppm) == 0) {
            throw new FactoryException(
                    Kind.INVALID,
                    "a gate is measured on rows held out, and of " + rows
                            + " rows this run would hold out none: give heldOutPpm, use more rows, or deploy the model yourself");
        }
        return new RunRequest(
                name, owner, sources, paid, royaltyBps, configuration, Optional.of(ppm), gateNanonats, rewardGwei);
    }
}
