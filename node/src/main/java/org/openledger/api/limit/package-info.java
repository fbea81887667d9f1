/** From where calls come, by which name, and how often one address may call; knows no route. */
@NullMarked
package org.openledger.api.limit;

import org.jspecify.annotations.NullMarked;
