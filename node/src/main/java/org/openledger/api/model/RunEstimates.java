package org.openledger.api.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openledger.attribution.influence.RetrainingPlan;
import org.openledger.client.run.EstimateDetail;
import org.openledger.factory.RunEstimate;
import org.openledger.factory.forecast.Forecast;
import org.openledger.tensor.FreeMemory;
import org.openledger.train.forecast.RunMemory;

/** Estimates of runs, as the API shows them. */
final class RunEstimates {
    /** The registration of the model; the reward goes with the settlement of all answers. */
    private static final int TRANSACTIONS = 1;

    private RunEstimates() {}

    static EstimateDetail shown(RunEstimate estimate) {
        Optional<Forecast> forecast = estimate.forecast();
        return new EstimateDetail(
                estimate.objections().isEmpty(),
                estimate.objections(),
                estimate.sources().stream()
                        .map(each -> new EstimateDetail.OfVersion(
                                Long.toString(each.source().datanet()),
                                each.source().number(),
                                each.name(),
                                each.licence(),
                                each.rows(),
                                each.objection()))
                        .toList(),
                estimate.rows()
                        .map(rows -> new EstimateDetail.OfRows(
                                rows.learnt(),
                                rows.heldOut(),
                                rows.erased(),
                                rows.empty(),
                                rows.cut(),
                                rows.contributors())),
                forecast.map(found -> new EstimateDetail.OfTokens(
                        found.rowTokens(),
                        found.work().trainedTokens(),
                        found.work().answerTokens())),
                forecast.map(found -> memory(found.memory())),
                forecast.map(found -> attribution(found.retrainings())),
                forecast.map(RunTimes::of).orElse(List.of()),
                forecast.flatMap(RunEstimates::time),
                new EstimateDetail.OfCost(
                        estimate.rewardGwei(), estimate.availableGwei(), estimate.buildingGwei(), TRANSACTIONS));
    }

    private static EstimateDetail.OfMemory memory(RunMemory memory) {
        OptionalLong available = FreeMemory.bytes();
        return new EstimateDetail.OfMemory(
                memory.adapters(),
                memory.activations(),
                memory.texts(),
                memory.sum(),
                available.isPresent() ? Optional.of(available.getAsLong()) : Optional.empty());
    }

    private static EstimateDetail.OfAttribution attribution(RetrainingPlan plan) {
        return new EstimateDetail.OfAttribution(
                plan.groups(),
                plan.sets(),
                plan.coded(),
                plan.leftOut().size() - plan.kept(),
                plan.otherSeeds().size() * (1 + plan.again().size()),
                plan.retrainings());
    }

    private static Optional<EstimateDetail.OfTime> time(Forecast forecast) {
        return forecast.seconds()
                .flatMap(seconds -> forecast.speed()
                        .map(kept -> new EstimateDetail.OfTime(
                                seconds,
                                seconds / Forecast.FACTOR,
                                seconds * Forecast.FACTOR,
                                kept.speed().tokensASecond(),
                                kept.measuredMillis(),
                                kept.speed().stepsTimed())));
    }
}
