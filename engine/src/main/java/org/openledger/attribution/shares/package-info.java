/**
 * One answer from all signals: effects in nats become parts per million, with the rows and quotations that go with them. It uses
 * the spans and the influence, and does only integer or strict arithmetic after them. What must stay true: shares, base and
 * unattributed sum to exactly 1,000,000; the same effects give the same shares; evidence never changes a share.
 */
@NullMarked
package org.openledger.attribution.shares;

import org.jspecify.annotations.NullMarked;
