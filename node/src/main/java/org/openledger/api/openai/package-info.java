/**
 * The inference API in the shape of OpenAI: requests, answers, streams. A request is admitted before its first header
 * is sent, and what was streamed is committed before its last chunk.
 */
@NullMarked
package org.openledger.api.openai;

import org.jspecify.annotations.NullMarked;
