/** What screening finds, what it lets pass and how fast it is, on cases that a seed makes. */
@NullMarked
package org.openledger.bench.intake;

import org.jspecify.annotations.NullMarked;
