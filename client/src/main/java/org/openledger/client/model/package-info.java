/** Models, runs, and what rows did for a model, as the API shows and takes them. */
@NullMarked
package org.openledger.client.model;

import org.jspecify.annotations.NullMarked;
