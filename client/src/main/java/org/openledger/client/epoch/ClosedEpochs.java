package org.openledger.client.epoch;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * The epochs that a call has closed.
 *
 * @param list the first of them; the list of epochs has all
 * @param total how many were closed
 */
public record ClosedEpochs(@AtMost(1_000) List<EpochLine> list, long total) {}
