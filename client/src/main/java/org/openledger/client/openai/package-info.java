/** The inference API in the shape of OpenAI: names are OpenAI's, and each component says what this node does with it. */
@NullMarked
package org.openledger.client.openai;

import org.jspecify.annotations.NullMarked;
