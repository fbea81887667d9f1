package org.openledger.client.run;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * What a run's model was asked.
 *
 * @param list the run's own evaluation first, then regression sets as they were named
 */
public record EvaluationList(@AtMost(32) List<EvaluationDetail> list) {}
