/**
 * Inference: metering, routing to the engine, attribution, receipts.
 */
@NullMarked
package org.openledger.gateway;

import org.jspecify.annotations.NullMarked;
