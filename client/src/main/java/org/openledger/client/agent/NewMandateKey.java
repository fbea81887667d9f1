package org.openledger.client.agent;

import org.openledger.client.shape.WhenAbsent;

/**
 * A key to be, with which an agent acts under a mandate.
 *
 * @param label to tell it from others
 */
public record NewMandateKey(@WhenAbsent("\"\"") String label) {}
