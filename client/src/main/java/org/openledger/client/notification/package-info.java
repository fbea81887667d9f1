/** Where accounts want to be told of what they wait for, and what they were told, as records. */
@NullMarked
package org.openledger.client.notification;

import org.jspecify.annotations.NullMarked;
