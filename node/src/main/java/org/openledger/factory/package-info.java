/**
 * ModelFactory: rights check, runs, evaluation, model registry, deployment.
 */
@NullMarked
package org.openledger.factory;

import org.jspecify.annotations.NullMarked;
