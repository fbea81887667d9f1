/** What a run takes, how far it is, and what its model says to rows it never learnt, as records. */
@NullMarked
package org.openledger.client.run;

import org.jspecify.annotations.NullMarked;
