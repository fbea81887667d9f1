package org.openledger.factory.forecast;

import org.jdbi.v3.core.mapper.Nested;
import org.openledger.train.forecast.TrainingSpeed;

/** A speed of this machine, and when it was measured. */
public record KeptSpeed(@Nested TrainingSpeed speed, long measuredMillis) {}
