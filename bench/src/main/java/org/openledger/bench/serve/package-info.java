/** How fast, how apart and how exact the serving engine answers, and what adapters cost. */
@NullMarked
package org.openledger.bench.serve;

import org.jspecify.annotations.NullMarked;
