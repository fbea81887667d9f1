/**
 * Families of decoders, the decoder, LoRA; loads and saves Hugging Face and PEFT folders. It uses libtorch through
 * {@code tensor}, the reference tokenizer through DJL, and Jackson. What must stay true: there is one forward computation, the
 * {@link org.openledger.model.Decoder}'s, for training, scoring and serving; it agrees with transformers and PEFT to 1e-4 in
 * every logit; and in a batch of adapters each slot's result depends on nothing but that slot.
 */
@NullMarked
package org.openledger.model;

import org.jspecify.annotations.NullMarked;
