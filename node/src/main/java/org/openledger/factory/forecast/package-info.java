/**
 * What a run will take, phase by phase: steps, adapters, memory, time. It knows rows and configurations, no run; the speed of this
 * machine is measured once for a base and a configuration, and kept.
 */
@NullMarked
package org.openledger.factory.forecast;

import org.jspecify.annotations.NullMarked;
