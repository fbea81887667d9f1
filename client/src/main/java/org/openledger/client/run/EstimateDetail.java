package org.openledger.client.run;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * What a run would take and do, were it started now. Nothing of it is done.
 *
 * @param startable whether nothing stands in its way
 * @param obstacles what does, each in a sentence
 * @param versions it would learn from
 * @param rows where they can be counted
 * @param tokens that it would take
 * @param memory that it needs beside the base, in bytes
 * @param attribution what explains its answers
 * @param phases in their order
 * @param time of all phases
 * @param cost what is paid, and by whom
 */
public record EstimateDetail(
        boolean startable,
        @AtMost(100) List<String> obstacles,
        @AtMost(64) List<OfVersion> versions,
        Optional<OfRows> rows,
        Optional<OfTokens> tokens,
        Optional<OfMemory> memory,
        Optional<OfAttribution> attribution,
        @AtMost(4) List<PhaseLine> phases,
        Optional<OfTime> time,
        OfCost cost) {
    /**
     * A version.
     *
     * @param datanet its Datanet's number
     * @param number of the version in its Datanet
     * @param name of its Datanet
     * @param licence of its Datanet, an SPDX identifier
     * @param rows of the version
     * @param obstacle why the run must not learn from it
     */
    public record OfVersion(
            String datanet, long number, String name, String licence, long rows, Optional<String> obstacle) {}

    /**
     * Rows.
     *
     * @param learnt that the run learns
     * @param heldOut that it is measured on
     * @param erased that are gone
     * @param empty that have nothing left to learn within the length that rows are cut to
     * @param cut that are longer than it
     * @param contributors whose rows are among them
     */
    public record OfRows(int learnt, int heldOut, int erased, int empty, int cut, int contributors) {}

    /**
     * Tokens.
     *
     * @param rows of the rows that are learnt, each once
     * @param trained of the rows that all steps take, each row as often as it is taken
     * @param learnt those of them that are predicted, which are the answers'
     */
    public record OfTokens(long rows, long trained, long learnt) {}

    /**
     * Memory, in bytes.
     *
     * @param adapters all that train side by side, with what the optimiser keeps of them
     * @param activations what a step keeps for its way back
     * @param texts of the base, to which adapters are held
     * @param sum of these
     * @param available on this machine now, where it says so
     */
    public record OfMemory(long adapters, long activations, long texts, long sum, Optional<Long> available) {}

    /**
     * The adapters that are trained beside the model.
     *
     * @param contributors one without each of them, where none is coded
     * @param sets one without each set of contributors who say the same
     * @param coded each without many of the contributors, from which the effect of every one is told; 0 where they are left out one by
     *     one
     * @param trials without random halves, one of them at half weight too, to see how smooth the run is and how far effects can be
     *     foreseen
     * @param otherSeeds with other seeds, with everybody and without some, to see how far effects rest on the seed
     * @param retrainings those that are trained
     */
    public record OfAttribution(int contributors, int sets, int coded, int trials, int otherSeeds, int retrainings) {}

    /**
     * Time on this machine, while it does nothing else; waiting for the chain aside.
     *
     * @param seconds of all phases
     * @param lowSeconds it takes at least
     * @param highSeconds it takes at most
     * @param tokensASecond of the training
     * @param measuredMillis when the speed was measured
     * @param stepsTimed by taking so many steps of such a run
     */
    public record OfTime(
            double seconds,
            double lowSeconds,
            double highSeconds,
            double tokensASecond,
            long measuredMillis,
            int stepsTimed) {}

    /**
     * What is paid.
     *
     * @param rewardGwei set aside of the owner's deposit, and paid to contributors at the run's end
     * @param depositGwei of the owner that is free
     * @param buildingGwei set aside of it too: the building fee, which the registration of the model pays to the treasury of each version.
     *     Computing costs nothing
     * @param chainTransactions that the operator sends, whose fees the operator pays
     */
    public record OfCost(long rewardGwei, long depositGwei, long buildingGwei, int chainTransactions) {}
}
