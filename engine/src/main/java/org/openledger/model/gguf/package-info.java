/**
 * GGUF files, read only: their header is believed only after each of its claims was checked against the file, and their tensors are
 * written as a Hugging Face folder that the rest of the engine reads like any other.
 */
@NullMarked
package org.openledger.model.gguf;

import org.jspecify.annotations.NullMarked;
