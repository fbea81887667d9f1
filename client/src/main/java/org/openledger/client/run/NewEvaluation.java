package org.openledger.client.run;

import java.util.Optional;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;

/**
 * A regression set that a run's model and its base are to be asked: a version of a Datanet, or lines.
 *
 * @param name what its owner calls it
 * @param datanet whose version it is
 * @param number of the version
 * @param lines rows as JSON, one a line, with the texts of a Datanet's rows
 */
public record NewEvaluation(
        @Example("\"common knowledge\"") String name,
        Optional<String> datanet,
        @Bounds(from = 1, to = 1_000_000_000) Optional<Long> number,
        Optional<String> lines) {}
