/** What is found in rows on their way in, and their review, as records. */
@NullMarked
package org.openledger.client.review;

import org.jspecify.annotations.NullMarked;
