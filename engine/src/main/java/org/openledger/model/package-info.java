/**
 * Tokenizer, configuration, the decoder, LoRA; loads and saves Hugging Face and PEFT folders.
 */
@NullMarked
package org.openledger.model;

import org.jspecify.annotations.NullMarked;
