/**
 * What the registration of a run's model costs its owner: set aside when the run is asked for, bound when the registration is sent, and
 * paid to the operator, who paid it on chain. Nobody pays more than was shown before the run, and nothing for a model that is not
 * registered.
 */
@NullMarked
package org.openledger.factory.building;

import org.jspecify.annotations.NullMarked;
