/**
 * How well a measure of credit predicts what retraining without contributors does: the linear datamodeling score (S. M. Park et
 * al., "TRAK", 2023), on any rows.
 */
@NullMarked
package org.openledger.attribution.quality;

import org.jspecify.annotations.NullMarked;
