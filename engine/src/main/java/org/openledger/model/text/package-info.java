/**
 * From text to token ids and back: the tokenizer, its training, chat templates, and decoding as tokens arrive. Token
 * ids are those of the model's own {@code tokenizer.json}; text in never equals a special token by accident.
 */
@NullMarked
package org.openledger.model.text;

import org.jspecify.annotations.NullMarked;
