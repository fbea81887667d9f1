/** What contributors say of how rows were made, and owners of their versions. */
@NullMarked
package org.openledger.client.statement;

import org.jspecify.annotations.NullMarked;
