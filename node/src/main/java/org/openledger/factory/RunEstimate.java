package org.openledger.factory;

import java.util.List;
import java.util.Optional;
import org.openledger.factory.forecast.Forecast;
import org.openledger.registry.Source;

/**
 * What a run would take and do, were it started now.
 *
 * @param sources what it would learn from
 * @param objections what stands in its way, each in a sentence; none where it may start
 * @param rows where they can be counted
 * @param forecast where there is something to learn
 * @param rewardGwei what is set aside for contributors
 * @param buildingGwei what the registration of the model costs its owner
 * @param availableGwei of the owner's deposit
 */
public record RunEstimate(
        List<OfSource> sources,
        List<String> objections,
        Optional<Rows> rows,
        Optional<Forecast> forecast,
        long rewardGwei,
        long buildingGwei,
        long availableGwei) {
    public RunEstimate {
        sources = List.copyOf(sources);
        objections = List.copyOf(objections);
    }

    /**
     * One version.
     *
     * @param name of its Datanet
     * @param licence of its Datanet, an SPDX identifier
     * @param rows of the version
     * @param objection why it must not be learnt from
     */
    public record OfSource(Source source, String name, String licence, long rows, Optional<String> objection) {}

    /**
     * The rows of all versions.
     *
     * @param learnt that the run learns
     * @param heldOut that it is measured on
     * @param erased that are gone
     * @param empty that have nothing left to learn within the length that rows are cut to
     * @param cut that are longer
     * @param contributors whose rows are among them
     */
    public record Rows(int learnt, int heldOut, int erased, int empty, int cut, int contributors) {}
}
