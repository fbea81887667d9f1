/** OpenAI's Responses API, as records: stateless, for text and calls of tools. Names are OpenAI's. */
@NullMarked
package org.openledger.client.responses;

import org.jspecify.annotations.NullMarked;
